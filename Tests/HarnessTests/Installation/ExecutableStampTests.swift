import Foundation
import SimKernel
import TestSupport
import Testing

@testable import Harness

struct ExecutableStampTests {
  private static let root: String = {
    var root = URL(filePath: #filePath)
    for _ in 0..<4 { root.deleteLastPathComponent() }
    return root.path
  }()

  private let folder: TemporaryFolder
  private let image: String

  init() throws {
    folder = try TemporaryFolder()
    image = try folder.write("program", text: "the bytes of a program")
  }

  /// SHA-256 of "the bytes of a program".
  private var hash: String {
    var state = SHA256State()
    Array("the bytes of a program".utf8).withUnsafeBytes { state.update($0) }
    return "\(state.digest)"
  }

  @Test(arguments: [
    ("HASH 0123abcd\n", "0123abcd"), ("HASH 0123abcd-dirty\n", "0123abcd-dirty"),
    ("HASH\n", nil), ("", nil), ("HASH 0123abcd x\n", nil),
    ("0000000000000000000000000000000000000000000000000000000000000000 0123abcd\n", nil),
  ])
  func `a commit is named where the stamp is of this executable`(
    text: String, commit: String?
  ) throws {
    let path = try folder.write(
      "stamp", text: text.replacingOccurrences(of: "HASH", with: hash))
    let stamp = try ExecutableStamp(image: image, stamp: path)
    #expect(stamp.commit == commit)
    #expect("\(stamp.sha256)" == hash)
  }

  @Test func `an executable without a stamp has no commit`() throws {
    let none = folder.url.appendingPathComponent("none").path
    #expect(try ExecutableStamp(image: image, stamp: none).commit == nil)
    #expect(throws: RunError.self) { try ExecutableStamp(image: none, stamp: image) }
  }

  @Test func `this process knows its own executable`() throws {
    let path = try #require(Bundle.main.executablePath)
    let stamp = try ExecutableStamp(image: path, stamp: path + ".none")
    #expect(try ExecutableStamp.current().sha256 == stamp.sha256)
  }

  @Test(
    .enabled(
      if: FileManager.default.fileExists(atPath: root + "/.git"), "this is no git repository"))
  func `the stamp of the build names the commit of the sources`() throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Self.root + "/.ci/stamp")
    process.arguments = [image]
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    let stamp = try ExecutableStamp(image: image, stamp: image + ExecutableStamp.ending)
    let commit = try #require(stamp.commit)
    #expect(commit.wholeMatch(of: /[0-9a-f]{40}(-dirty)?/) != nil, "\(commit)")
  }
}
