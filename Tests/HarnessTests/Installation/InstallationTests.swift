import Harness
import Testing

struct InstallationTests {
  @Test func `the published answers are found on this machine`() {
    for outcome in NumericSelfTest.run() {
      #expect(outcome.found == outcome.expected, "\(outcome.name)")
    }
  }

  @Test func `a BLAS that opens runs the pinned kernel on one thread`() throws {
    let blas: OpenBLAS
    do {
      blas = try OpenBLAS.open()
    } catch .notInstalled(let names) {
      try Test.cancel("OpenBLAS is not installed: \(names.joined(separator: ", "))")
    }
    #expect(blas.kernel == OpenBLAS.pinnedKernel)
    #expect(blas.threads == 1)
  }

  @Test func `a second opening finds the same kernel`() {
    let first = try? OpenBLAS.open()
    let second = try? OpenBLAS.open()
    #expect(first?.kernel == second?.kernel)
  }
}
