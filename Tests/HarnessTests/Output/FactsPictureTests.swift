import Foundation
import TestSupport
import Testing

@testable import Harness

/// The page of panels, as commands and as drawn by gnuplot where it is installed.
struct FactsPictureTests {
  private static let hasGnuplot = (try? PictureFile(path: "page.svg", apartFrom: [])) != nil

  private func facts(_ name: String, seed: UInt64) throws -> MarketFacts {
    var stream = SampleSeries.stream("picture", seed: seed)
    var mid: Int64 = 10_000
    let lines = (0..<1_500).map { second -> String in
      mid += stream.uniform(in: -2...2)
      let side = stream.bernoulli(0.5) ? "buy" : "sell"
      return "\(34_200 + second) execute 1 \(second % 90 + 1) \(mid) \(side) | \(mid - 1) 5 "
        + "\(mid + 2) 5"
    }
    return MarketFacts(
      name: name, try SampleTape.tape(lines.joined(separator: "\n")),
      bootstrap: BlockBootstrap(replicates: 10))
  }

  @Test func `a page has eight panels, and names are no commands`() throws {
    let page = FactsPicture(dataSets: [try facts("it's\n`date` a \"name\"", seed: 1)]).page
    #expect(page.commands.components(separatedBy: "\nplot ").count == 9)
    #expect(page.commands.contains("title 'it''s `date` a \"name\"'"))
    #expect(!page.commands.contains("nan") && !page.commands.contains("inf"))
  }

  @Test func `several data sets have their names in their colours`() throws {
    let page = FactsPicture(
      dataSets: [try facts("real", seed: 1), try facts("simulated", seed: 2)]
    ).page
    #expect(page.commands.contains("'real' font"))
    #expect(page.commands.contains("textcolor rgb '#d1495b'"))
  }

  @Test(.enabled(if: hasGnuplot, "no gnuplot")) func `gnuplot draws both kinds of file`() throws {
    let folder = try TemporaryFolder()
    let little = MarketFacts(
      name: "one message", try SampleTape.tape("1 add 1 5 100 buy | 99 5 101 5"))
    let sets = [[try facts("real", seed: 1), try facts("simulated", seed: 2)], [little]]
    for (number, dataSets) in sets.enumerated() {
      for (end, head) in [("svg", Array("<?xml".utf8)), ("png", [0x89, 0x50, 0x4E, 0x47])] {
        let path = folder.url.appendingPathComponent("page\(number).\(end)").path
        try PictureFile(path: path, apartFrom: []).draw(FactsPicture(dataSets: dataSets).page)
        let bytes = try InputFile.bytes(path)
        #expect(bytes.starts(with: head) && bytes.count > 5_000, "\(path): \(bytes.count)")
      }
    }
  }

  @Test(.enabled(if: hasGnuplot, "no gnuplot"))
  func `commands that gnuplot refuses are our fault, with its words`() throws {
    let folder = try TemporaryFolder()
    let file = try PictureFile(
      path: folder.url.appendingPathComponent("page.svg").path, apartFrom: [])
    do {
      try file.draw(PicturePage(commands: "plot banana(\n", width: 100, height: 100))
      Issue.record("gnuplot took nonsense")
    } catch let failure as GnuplotFailure {
      #expect(failure.description.contains("banana"), "\(failure)")
    }
  }

  @Test func `a wrong end, a missing folder and a missing gnuplot are said beforehand`() throws {
    #expect(throws: PictureMistake.self) { try PictureFile(path: "page.gif", apartFrom: []) }
    #expect(throws: OutputMistake.self) {
      try PictureFile(path: "/no-such-folder/page.svg", apartFrom: [])
    }
    #expect(throws: PictureMistake.noGnuplot) {
      try PictureFile(path: "page.svg", apartFrom: [], environment: ["PATH": "/no-such-folder"])
    }
    #expect(PictureMistake.noGnuplot.description.contains("apt-get install gnuplot-nox"))
  }

  @Test func `data sets are named by their files`() {
    #expect(DataSetName.of("a/b/AMZN_message_1.csv.xz") == "AMZN_message_1")
    #expect(DataSetName.of("plain") == "plain")
    #expect(DataSetName.of(".csv") == ".csv")
  }
}
