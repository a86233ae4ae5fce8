import Foundation

/// The versions of marketlab, of the compiler that built it and of the libraries it runs on.
public enum Versions {
  public static let marketlab = "0.1.0"

  /// The compiler that built this executable; the newest version known here that it reaches.
  public static var swift: String {
    #if compiler(>=6.4)
      "6.4 or later"
    #elseif compiler(>=6.3.1)
      "6.3.1"
    #elseif compiler(>=6.3)
      "6.3"
    #elseif compiler(>=6.2)
      "6.2"
    #elseif compiler(>=6.1)
      "6.1"
    #else
      "6.0"
    #endif
  }

  /// Whether our own code was built without optimisation.
  public static var buildMode: String {
    #if DEBUG
      "debug"
    #else
      "release"
    #endif
  }

  /// The loaded version, or nil where no code that uses the library is linked.
  public static var gsl: String? {
    // The symbol is a variable that holds the text, not a function.
    linkedSymbol("gsl_version").flatMap {
      $0.load(as: UnsafePointer<CChar>?.self).map { String(cString: $0) }
    }
  }

  /// The loaded version, or nil where no code that uses the library is linked.
  public static var openSSL: String? {
    typealias Version = @convention(c) (CInt) -> UnsafePointer<CChar>?
    return linkedSymbol("OpenSSL_version").flatMap {
      unsafeBitCast($0, to: Version.self)(0).map { String(cString: $0) }
    }
  }

  /// The loaded version, or nil where no code that uses the library is linked.
  public static var libyaml: String? {
    typealias Version = @convention(c) () -> UnsafePointer<CChar>?
    return linkedSymbol("yaml_get_version_string").flatMap {
      unsafeBitCast($0, to: Version.self)().map { String(cString: $0) }
    }
  }

  /// The bridges belong to the layers below, so a version is read from the running process.
  private static func linkedSymbol(_ name: String) -> UnsafeMutableRawPointer? {
    guard let process = dlopen(nil, RTLD_NOW) else { return nil }
    return dlsym(process, name)
  }
}
