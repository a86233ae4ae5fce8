import Foundation

/// One diagram of a page: axes and the series in it, as commands of gnuplot.
struct PicturePanel {
  /// Points that are drawn in one style.
  struct Series {
    /// In the legend; nil for none.
    var title: String?
    /// `lines lw 2`, without `with`.
    var style: String
    /// One number a column, in the order that the style wants.
    var rows: [[Double]]
  }

  var title: String
  /// With the unit.
  var horizontal: String
  var vertical: String
  /// More commands of gnuplot: scales, ranges, tics.
  var settings: [String] = []
  var series: [Series]

  /// All of it; a panel without points says so.
  ///
  /// - Parameter number: Of the panel on its page, for the names of its data.
  func commands(number: Int) -> String {
    let shown = series.filter { !$0.rows.isEmpty }
    var lines = ["reset", "set title \(quoted(title)) font ',12'"]
    lines += ["set xlabel \(quoted(horizontal))", "set ylabel \(quoted(vertical))"]
    lines += [
      "set grid lt 1 lw 0.5 lc rgb '#cccccc'", "set border 3 lc rgb '#555555'", "set tics nomirror",
    ]
    lines += [
      "set key top right samplen 2 spacing 1.1", "set offsets graph 0.02, graph 0.02, 0, 0",
    ]
    lines += settings
    guard !shown.isEmpty else { return (lines + PicturePanel.empty).joined(separator: "\n") + "\n" }
    for (place, series) in shown.enumerated() {
      lines.append("$data\(number)_\(place) << EOD")
      lines += series.rows.map { $0.map { String(format: "%.8g", $0) }.joined(separator: " ") }
      lines.append("EOD")
    }
    let plots = shown.enumerated().map { place, series in
      "$data\(number)_\(place) with \(series.style) "
        + (series.title.map { "title \(quoted($0))" } ?? "notitle")
    }
    return (lines + ["plot " + plots.joined(separator: ", \\\n  ")]).joined(separator: "\n") + "\n"
  }

  private static let empty = [
    "set label 1 'the data determine nothing here' at graph 0.5, graph 0.5 center",
    "unset logscale", "unset xtics", "unset ytics", "unset key", "set xrange [0:1]",
    "set yrange [0:1]", "plot -1 notitle",
  ]

  private func quoted(_ text: String) -> String { PicturePanel.quoted(text) }

  /// A text of gnuplot: nothing in it is a command. Control characters come from names of files.
  static func quoted(_ text: String) -> String {
    let visible = text.map { $0.unicodeScalars.contains { $0.value < 32 } ? " " : String($0) }
    return "'" + visible.joined().replacingOccurrences(of: "'", with: "''") + "'"
  }
}
