import Harness
import Testing

struct InstallationTests {
  @Test func `the published answers are found on this machine`() {
    for outcome in NumericSelfTest.run() {
      #expect(outcome.found == outcome.expected, "\(outcome.name)")
    }
  }

  @Test(.enabled(if: isBLASInstalled, "OpenBLAS is not installed"))
  func `the BLAS that opens runs the pinned kernel on one thread`() throws {
    let blas = try OpenBLAS.open()
    #expect(blas.kernel == OpenBLAS.pinnedKernel)
    #expect(blas.threads == 1)
  }

  private static var isBLASInstalled: Bool {
    do {
      _ = try OpenBLAS.open()
      return true
    } catch .notInstalled {
      return false
    } catch {
      return true
    }
  }
}
