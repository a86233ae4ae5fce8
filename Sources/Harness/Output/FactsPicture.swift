import Foundation

/// A page of panels that shows the facts of one market, or of several beside one another.
public struct FactsPicture {
  private let dataSets: [MarketFacts]

  /// In the order in which they are drawn; at most four are told apart by colour.
  public init(dataSets: [MarketFacts]) { self.dataSets = dataSets }

  /// The page: returns, memories and response above, signature plot and time of day below.
  public var page: PicturePage {
    let title = dataSets.count == 1 ? dataSets[0].name : " "
    let heading =
      "set multiplot layout 2,4 title \(PicturePanel.quoted(title)) font ',14' "
      + "margins 0.05,0.985,0.08,0.88 spacing 0.06,0.14\n"
    var panels = panels
    panels[0].settings += legend
    let body = panels.enumerated().map { $1.commands(number: $0) }.joined()
    return PicturePage(
      commands: heading + body + "unset multiplot\n", width: 1_840, height: 920)
  }

  /// The names of several data sets, each in its colour, above all panels.
  private var legend: [String] {
    guard dataSets.count > 1 else { return [] }
    return dataSets.enumerated().map { place, facts in
      // Two a line: the names of recorded files are long.
      let (across, down) = (0.05 + 0.475 * Double(place % 2), 0.975 - 0.028 * Double(place / 2))
      return "set label \(place + 10) \(PicturePanel.quoted(facts.name)) font ',13' "
        + "at screen \(across),\(down) textcolor rgb '\(Self.colour(place))'"
    }
  }

  private static func colour(_ place: Int) -> String { colours[place % colours.count] }

  private static let colours = ["#1f5fa8", "#d1495b", "#2e8b57", "#8d6ab8"]

  private var panels: [PicturePanel] {
    [
      distribution, memoryOfMagnitudes, memoryOfSigns, response, signature,
      intraday("Executed volume", "shares a minute", "shares_per_minute"),
      intraday("Volatility", "bp a root minute", "volatility_bp_per_root_minute"),
      intraday("Spread, mean over time", "ticks", "spread_ticks"),
    ]
  }

  /// One series a data set, from columns of one of its curves; rows that lack one are left out.
  private func series(
    _ key: String, _ columns: [String], _ style: String,
    where isShown: ([Double]) -> Bool = { _ in
      true
    }
  ) -> [PicturePanel.Series] {
    dataSets.enumerated().compactMap { place, facts in
      guard let curve = facts.curve(key) else { return nil }
      let places = columns.compactMap { curve.columns.firstIndex(of: $0) }
      let rows = curve.rows.map { row in places.compactMap { row[$0] } }
      return PicturePanel.Series(
        title: nil, style: "\(style) lc rgb '\(Self.colour(place))'",
        rows: rows.filter { $0.count == columns.count && isShown($0) })
    }
  }

  private static func zeroLine(_ from: Double, _ until: Double) -> PicturePanel.Series {
    PicturePanel.Series(
      title: nil, style: "lines lw 1 dt 2 lc rgb '#888888'", rows: [[from, 0], [until, 0]])
  }
}

// MARK: - Panels

extension FactsPicture {
  private var distribution: PicturePanel {
    let normal = stride(from: -4.5, through: 4.5, by: 0.1).map { deviation in
      [deviation, exp(-deviation * deviation / 2) / (2 * Double.pi).squareRoot()]
    }
    let drawn = series("return_density_10s", ["standard_deviations", "density"], Self.points) {
      $0[1] > 0
    }
    let reference = PicturePanel.Series(
      title: "normal", style: "lines lw 1.5 dt 2 lc rgb '#888888'", rows: normal)
    return PicturePanel(
      title: "Returns of 10 s", horizontal: "standard deviations from the mean",
      vertical: "density, log scale",
      settings: ["set logscale y", "set format y '%g'", "set xrange [-10:10]"],
      series: drawn.contains { !$0.rows.isEmpty } ? [reference] + drawn : [])
  }

  private var memoryOfMagnitudes: PicturePanel {
    let drawn = series(
      "absolute_return_acf_1s", ["lag_seconds", "autocorrelation"], "lines lw 2")
    return PicturePanel(
      title: "Memory of absolute 1 s returns", horizontal: "lag, s", vertical: "autocorrelation",
      settings: ["set xrange [0:120]"],
      series: drawn.contains { !$0.rows.isEmpty } ? [Self.zeroLine(1, 120)] + drawn : [])
  }

  private var memoryOfSigns: PicturePanel {
    var drawn = series("trade_sign_acf", ["lag_trades", "autocorrelation"], Self.points) {
      $0[1] > 0
    }
    for place in drawn.indices {
      guard let decay = dataSets[place].estimate("trade_sign_decay_exponent")?.value else {
        continue
      }
      drawn[place].title = "exponent " + String(format: "%.2f", decay)
    }
    return PicturePanel(
      title: "Memory of trade signs", horizontal: "lag, trades, log scale",
      vertical: "autocorrelation, log scale",
      settings: ["set logscale xy", "set format y '%g'", "set xrange [0.9:250]"], series: drawn)
  }

  /// Lags stand at equal distances: on a linear scale the first ones would fall together, and a
  /// logarithmic one has no place for 0.
  private var response: PicturePanel {
    var drawn = series("response", ["lag_trades", "ticks", "low", "high"], Self.bars)
    if drawn.allSatisfy(\.rows.isEmpty) {
      drawn = series("response", ["lag_trades", "ticks"], Self.points)
    }
    for place in drawn.indices {
      drawn[place].rows = drawn[place].rows.map { row in
        let position = ResponseFunction.lags.firstIndex { Double($0) == row[0] } ?? 0
        // Beside one another, so that bars of several data sets do not hide each other.
        return [Double(position) + 0.12 * Double(place)] + row.dropFirst()
      }
    }
    let tics = ResponseFunction.lags.enumerated().map { "'\($1)' \($0)" }.joined(separator: ", ")
    return PicturePanel(
      title: "Response of the mid to a trade", horizontal: "trades later",
      vertical: "ticks in its direction",
      settings: ["set xtics (\(tics))", "set key top left"], series: drawn)
  }

  private var signature: PicturePanel {
    let columns = ["seconds", "bp2_per_hour", "low_per_hour", "high_per_hour"]
    var drawn = series("signature", columns, Self.bars)
    if drawn.allSatisfy(\.rows.isEmpty) {
      drawn = series("signature", ["seconds", "bp2_per_hour"], Self.points)
    }
    return PicturePanel(
      title: "Signature plot: realised variance", horizontal: "sampling interval, s, log scale",
      vertical: "bp² an hour",
      settings: [
        "set logscale x", "set xtics (1, 2, 5, 10, 30, 60, 120, 300, 600)", "set yrange [0:*]",
      ], series: drawn)
  }

  private func intraday(_ title: String, _ unit: String, _ column: String) -> PicturePanel {
    PicturePanel(
      title: title, horizontal: "time of day, buckets of 5 minutes", vertical: unit,
      settings: [
        "set format x '%H:%M' timedate", "set autoscale xfix", "set yrange [0:*]",
        "set format y '%g'",
      ],
      series: steps("intraday", ["start_seconds", column]))
  }

  /// Steps that also have an end: the last bucket lasts as long as the others.
  private func steps(_ key: String, _ columns: [String]) -> [PicturePanel.Series] {
    series(key, columns, "steps lw 2").map { series in
      var closed = series
      if let last = series.rows.last {
        closed.rows.append([last[0] + Double(IntradayCurves.bucketSeconds), last[1]])
      }
      return closed
    }
  }

  private static let points = "linespoints lw 1.5 pt 7 ps 0.6"
  private static let bars = "yerrorlines lw 1.5 pt 7 ps 0.7"
}
