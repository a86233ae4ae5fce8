import COpenBLAS
import Foundation

/// OpenBLAS, opened at run time with its kernel pinned.
///
/// The library picks a kernel by the processor when it is loaded, and kernels differ in the last
/// bits; so the choice is made for it, and then verified by the name that it reports. Its results
/// never reach an event.
public struct OpenBLAS {
  public enum OpenError: Error, Equatable, CustomStringConvertible {
    case notInstalled(names: [String])
    case notOpenBLAS(symbol: String)
    case wrongKernel(found: String, pinned: String)

    public var description: String {
      switch self {
      case .notInstalled(let names): "not installed (none of \(names.joined(separator: ", ")))"
      case .notOpenBLAS(let symbol): "the library has no \(symbol): it is not OpenBLAS"
      case .wrongKernel(let found, let pinned): "kernel \(found), where \(pinned) was asked for"
      }
    }
  }

  /// The kernel the library reports, which is the pinned one.
  public let kernel: String
  /// The build's own line, with the version first.
  public let configuration: String
  public let threads: Int

  private static let libraryNames = ["libopenblas.so.0", "libopenblas.so", "libopenblas.0.dylib"]

  /// Haswell's needs AVX2; Nehalem's runs on every x86-64 processor in use.
  public static var pinnedKernel: String { marketlab_has_avx2() != 0 ? "Haswell" : "Nehalem" }

  /// Opens the library on one thread.
  ///
  /// - Throws: `OpenError.wrongKernel` where the library was loaded earlier with another kernel, or
  ///   does not have the pinned one.
  public static func open() throws(OpenError) -> OpenBLAS {
    setenv("OPENBLAS_CORETYPE", pinnedKernel, 1)
    setenv("OPENBLAS_NUM_THREADS", "1", 1)
    guard let library = libraryNames.lazy.compactMap({ dlopen($0, RTLD_NOW) }).first else {
      throw .notInstalled(names: libraryNames)
    }
    let kernel = try text(library, "openblas_get_corename")
    guard kernel == pinnedKernel else { throw .wrongKernel(found: kernel, pinned: pinnedKernel) }
    let threadCount = try symbol(library, "openblas_get_num_threads")
    return OpenBLAS(
      kernel: kernel, configuration: try text(library, "openblas_get_config"),
      threads: Int(unsafeBitCast(threadCount, to: openblas_count_function.self)()))
  }

  private static func symbol(
    _ library: UnsafeMutableRawPointer, _ name: String
  ) throws(OpenError) -> UnsafeMutableRawPointer {
    guard let symbol = dlsym(library, name) else { throw .notOpenBLAS(symbol: name) }
    return symbol
  }

  private static func text(
    _ library: UnsafeMutableRawPointer, _ name: String
  ) throws(OpenError) -> String {
    let function = unsafeBitCast(try symbol(library, name), to: openblas_text_function.self)
    return function().map { String(cString: $0) } ?? ""
  }
}
