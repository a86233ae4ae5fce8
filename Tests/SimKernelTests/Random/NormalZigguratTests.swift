import CGSL
import Testing

@testable import SimKernel

struct NormalZigguratTests {
  @Test func `the layers have equal areas and reach from the tail to the peak`() {
    let (edge, height) = (NormalZiggurat.edge, NormalZiggurat.height)
    #expect(edge.count == 257)
    #expect(height.count == 257)
    #expect(edge[256] == 0)
    #expect(height[256] == 1)
    #expect(edge[1] == NormalZiggurat.tailStart)
    let tail = (2 * Double.pi).squareRoot() * gsl_cdf_ugaussian_Q(edge[1])
    let area = edge[1] * height[1] + tail
    for layer in 0..<256 {
      let base = layer == 0 ? 0 : height[layer]
      let found = edge[layer] * (height[layer + 1] - base)
      #expect(abs(found / area - 1) < 1e-11, "layer \(layer)")
    }
  }

  @Test func `the heights are the density at the edges`() {
    for layer in 0...256 {
      let edge = NormalZiggurat.edge[layer]
      let expected = gsl_sf_exp(-0.5 * edge * edge)
      #expect(abs(NormalZiggurat.height[layer] / expected - 1) < 1e-14, "layer \(layer)")
    }
  }
}
