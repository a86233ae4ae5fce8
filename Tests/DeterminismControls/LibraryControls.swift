import Foundation

/// OpenBLAS as it comes: with the kernel and the threads that environment and processor choose.
///
/// The product pins both; these controls show what it would be exposed to if it did not.
struct UnpinnedOpenBLAS {
  private typealias TextFunction = @convention(c) () -> UnsafePointer<CChar>?
  private typealias MatrixVector =
    @convention(c) (
      CInt, CInt, CInt, CInt, Float, UnsafePointer<Float>, CInt, UnsafePointer<Float>, CInt, Float,
      UnsafeMutablePointer<Float>, CInt
    ) -> Void
  private typealias Solve =
    @convention(c) (
      UnsafePointer<CInt>, UnsafePointer<CInt>, UnsafeMutablePointer<Double>, UnsafePointer<CInt>,
      UnsafeMutablePointer<CInt>, UnsafeMutablePointer<Double>, UnsafePointer<CInt>,
      UnsafeMutablePointer<CInt>
    ) -> Void

  private let library: UnsafeMutableRawPointer

  init?() {
    let names = ["libopenblas.so.0", "libopenblas.so"]
    guard let library = names.lazy.compactMap({ dlopen($0, RTLD_NOW) }).first else { return nil }
    self.library = library
  }

  private func function<Function>(_ name: String, as type: Function.Type) -> Function? {
    dlsym(library, name).map { unsafeBitCast($0, to: type) }
  }

  /// The kernel in use.
  var kernel: String? {
    guard let name = function("openblas_get_corename", as: TextFunction.self)?() else { return nil }
    return String(cString: name)
  }

  /// Hash of the bits of single-precision products of square matrices and vectors.
  func products() -> UInt64? {
    guard let multiply = function("cblas_sgemv", as: MatrixVector.self) else { return nil }
    var numbers = NumberSequence()
    var hash = BitHash()
    for size in 5...128 {
      let matrix = numbers.floats(size * size)
      let vector = numbers.floats(size)
      var result = [Float](repeating: 0, count: size)
      let n = CInt(size)
      multiply(101, 111, n, n, 1, matrix, n, vector, 1, 0, &result, 1)
      for value in result { hash.add(UInt64(value.bitPattern)) }
    }
    return hash.value
  }

  /// Hash of the bits of the solution of 64 linear equations.
  func solution() -> UInt64? {
    guard let solve = function("dgesv_", as: Solve.self) else { return nil }
    var numbers = NumberSequence()
    let size = 64
    var matrix = numbers.doubles(size * size)
    var right = numbers.doubles(size)
    var pivots = [CInt](repeating: 0, count: size)
    var (n, one, info) = (CInt(size), CInt(1), CInt(0))
    solve(&n, &one, &matrix, &n, &pivots, &right, &n, &info)
    var hash = BitHash()
    for value in right { hash.add(value.bitPattern) }
    return hash.value
  }
}

/// The C library's functions, which differ in their last bits between processors.
enum LibraryMathematics {
  /// Hash of the bits of exponentials, logarithms and sines.
  static func hash() -> UInt64 {
    var numbers = NumberSequence()
    var hash = BitHash()
    for value in numbers.doubles(200_000) {
      hash.add(exp(10 * value).bitPattern)
      hash.add(log(1.5 + value).bitPattern)
      hash.add(sin(100 * value).bitPattern)
    }
    return hash.value
  }
}

/// Numbers from -1 to 1, the same in every process (splitmix64, Steele, Lea and Flood 2014).
struct NumberSequence {
  private var state: UInt64 = 1

  private mutating func next() -> Double {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
    word ^= word >> 31
    return Double(word >> 11) * 0x1p-52 - 1
  }

  mutating func doubles(_ count: Int) -> [Double] { (0..<count).map { _ in next() } }

  mutating func floats(_ count: Int) -> [Float] { (0..<count).map { _ in Float(next()) } }
}

/// A hash in which every bit and the order count (FNV-1a over words).
struct BitHash {
  private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  mutating func add(_ word: UInt64) { value = (value ^ word) &* 0x0000_0100_0000_01B3 }
}
