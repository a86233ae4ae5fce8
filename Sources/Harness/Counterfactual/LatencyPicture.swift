import Foundation
import SimKernel

/// A page of panels that shows what an order comes to under each profile.
public struct LatencyPicture {
  private let report: LatencyReport

  public init(_ report: LatencyReport) { self.report = report }

  /// The page: how many are filled by when, and the means with two standard errors.
  public var page: PicturePage {
    let heading = report.heading
    let title =
      "\(heading.order) by \(heading.agent), \(heading.time.timeOfDayText), "
      + "\(heading.futures) futures"
    let layout =
      "set multiplot layout 2,2 title \(PicturePanel.quoted(title)) font ',14' "
      + "margins 0.07,0.98,0.08,0.88 spacing 0.08,0.14\n"
    let panels = [
      filled, bars("queue_ahead_lots", "Queue", "lots ahead on entry"),
      bars("slippage_ticks", "Slippage against the mid at the sending", "ticks"), adverse,
    ]
    let body = panels.enumerated().map { $1.commands(number: $0) }.joined()
    return PicturePage(commands: layout + body + "unset multiplot\n", width: 1_300, height: 900)
  }

  private static let colours = ["#1f5fa8", "#2e8b57", "#e08e0b", "#d1495b", "#8d6ab8", "#555555"]

  private static func colour(_ place: Int) -> String { colours[place % colours.count] }

  /// The share of all branches that are filled by a time after the sending.
  private var filled: PicturePanel {
    let series = report.rows.enumerated().map { place, row in
      let steps = row.timesToFill.enumerated().map { rank, time in
        [max(time, 1e-3), Double(rank + 1) / Double(row.trials.count)]
      }
      return PicturePanel.Series(
        title: row.profile, style: "steps lw 2 lc rgb '\(Self.colour(place))'", rows: steps)
    }
    return PicturePanel(
      title: "Filled whole", horizontal: "ms after the sending, log scale",
      vertical: "share of the futures",
      settings: [
        "set logscale x", "set format x '%g'", "set yrange [0:1.05]", "set key bottom right",
      ], series: series)
  }

  private func bars(_ key: String, _ title: String, _ unit: String) -> PicturePanel {
    let metric = ExecutionMetric.all.firstIndex { $0.key == key }!
    let series = report.rows.enumerated().map { place, row in
      PicturePanel.Series(
        title: nil, style: "yerrorbars lw 2 pt 7 lc rgb '\(Self.colour(place))'",
        rows: Self.point(row.means[metric], at: Double(place)))
    }
    return PicturePanel(
      title: title, horizontal: "profile", vertical: unit,
      settings: ["set xtics (\(names))", "set xrange [-0.5:\(report.rows.count).5 - 1]"],
      series: series)
  }

  private var names: String {
    report.rows.enumerated()
      .map { "\(PicturePanel.quoted($1.profile)) \($0)" }.joined(separator: ", ")
  }

  /// The place, the mean and two standard errors; nothing where there is no mean.
  private static func point(_ mean: BranchMean, at place: Double) -> [[Double]] {
    guard let value = mean.mean else { return [] }
    return [[place, value, 2 * (mean.standardError ?? 0)]]
  }

  private var adverse: PicturePanel {
    let delays = LatencyExperiment.markouts
    let first = ExecutionMetric.all.count - delays.count
    let series = report.rows.enumerated().map { place, row in
      let points = delays.indices.flatMap { delay in
        // Beside one another, so that bars of several profiles do not hide each other.
        Self.point(row.means[first + delay], at: Double(delay) + 0.06 * Double(place))
      }
      return PicturePanel.Series(
        title: row.profile, style: "yerrorlines lw 2 pt 7 lc rgb '\(Self.colour(place))'",
        rows: points)
    }
    let tics = delays.enumerated().map { "'\($1.text)' \($0)" }.joined(separator: ", ")
    return PicturePanel(
      title: "Adverse selection", horizontal: "after the trade", vertical: "ticks",
      // The legend has room above the curves.
      settings: [
        "set xtics (\(tics))", "set key top left maxrows 2",
        "set offsets graph 0.02, graph 0.02, graph 0.18, 0",
      ], series: series)
  }
}
