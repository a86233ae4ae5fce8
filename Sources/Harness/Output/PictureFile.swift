import Foundation

/// A picture that gnuplot draws: SVG or PNG, by the end of its name.
public struct PictureFile: Sendable {
  private let path: String
  private let format: Format
  private let gnuplot: String

  private enum Format: String, CaseIterable { case svg, png }

  /// - Parameter inputs: Paths of what the command reads.
  /// - Throws: `PictureMistake` for a name with another end, and where there is no gnuplot;
  ///   `OutputMistake` for a path where no picture can be put.
  public init(
    path: String, apartFrom inputs: [String],
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws {
    let end = URL(fileURLWithPath: path).pathExtension
    guard let format = Format(rawValue: end.lowercased()) else {
      throw PictureMistake(
        description: "--picture was '\(path)', allowed: names that end with .svg or .png")
    }
    try OutputPath.check(path, of: "--picture", apartFrom: inputs)
    guard let gnuplot = PictureFile.gnuplot(environment) else { throw PictureMistake.noGnuplot }
    self.path = path
    self.format = format
    self.gnuplot = gnuplot
  }

  /// Draws a page and puts it into its place.
  ///
  /// - Parameter page: Commands of gnuplot and the size of what they draw.
  /// - Throws: `FileFailure` about the file, `GnuplotFailure` with gnuplot's own words.
  public func draw(_ page: PicturePage) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent(
        "marketlab-picture-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let script = folder.appendingPathComponent("page.gnuplot").path
    try OutputFile.replace(script, with: terminal(page) + page.commands)
    try OutputFile.replace(path, bytes: run(script))
  }

  private func terminal(_ page: PicturePage) -> String {
    let size = "size \(page.width),\(page.height) font 'DejaVu Sans,10' noenhanced"
    switch format {
    case .svg: return "set terminal svg \(size) background rgb 'white'\n"
    case .png: return "set terminal pngcairo \(size)\n"
    }
  }

  /// What gnuplot writes to its standard output.
  private func run(_ script: String) throws -> [UInt8] {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: gnuplot)
    // Without the user's own settings; numbers with a point.
    process.arguments = ["-d", script]
    process.environment = ProcessInfo.processInfo.environment.merging(["LC_ALL": "C.UTF-8"]) { $1 }
    let (output, errors) = (Pipe(), script + ".errors")
    guard FileManager.default.createFile(atPath: errors, contents: nil),
      let errorFile = FileHandle(forWritingAtPath: errors)
    else { throw FileFailure("open", errors) }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = errorFile
    try process.run()
    let picture = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0, !picture.isEmpty else {
      let text = (try? String(contentsOfFile: errors, encoding: .utf8)) ?? ""
      throw GnuplotFailure(description: "gnuplot ended with \(process.terminationStatus): \(text)")
    }
    return Array(picture)
  }

  /// The first gnuplot on the path.
  private static func gnuplot(_ environment: [String: String]) -> String? {
    (environment["PATH"] ?? "").split(separator: ":")
      .map { "\($0)/gnuplot" }
      .first { access($0, X_OK) == 0 && !InputFile.isFolder($0) }
  }
}

/// Commands of gnuplot for one page, without its terminal.
public struct PicturePage: Hashable, Sendable {
  public var commands: String
  /// Pixels.
  public var width: Int
  public var height: Int
}

/// What the user can put right about a picture.
public struct PictureMistake: InputMistake, Hashable {
  public let description: String

  /// The program that draws is absent.
  static let noGnuplot = PictureMistake(
    description: "--picture needs gnuplot, and there is none on the PATH; allowed: without "
      + "--picture, or after `make deps` or `apt-get install gnuplot-nox`")
}

/// gnuplot refused our own commands.
public struct GnuplotFailure: Error, CustomStringConvertible {
  public let description: String
}
