/// An entry of the catalog of fundamental values: what a scenario may say of it, and how one is
/// made.
public struct FundamentalDeclaration: Sendable {
  /// What its scenario says of one instrument's value.
  public struct Assignment: Sendable {
    /// Where the instrument opens.
    public var openPrice: Price
    public var parameters: ParameterValues
    /// The rows of its file, for an entry that reads one.
    public var rows: [FundamentalSeries.Row]

    public init(
      openPrice: Price, parameters: ParameterValues, rows: [FundamentalSeries.Row] = []
    ) {
      self.openPrice = openPrice
      self.parameters = parameters
      self.rows = rows
    }

    /// A price of the parameters in ticks, the opening price where it is left out.
    func level(_ name: String) -> Double {
      Double((parameters.has(name) ? parameters.price(name) : openPrice).ticks)
    }
  }

  /// The word after `process:`.
  public var name: String
  /// One sentence for `marketlab list fundamentals`.
  public var summary: String
  public var parameters: [Parameter]
  /// Whether its parameter `file` names a table of times and values.
  public var readsFile: Bool
  /// Faults that no single parameter shows.
  public var check: @Sendable (ParameterValues) -> [ParameterFault]
  public var make: @Sendable (Assignment) -> any FundamentalProcess

  public init(
    name: String, summary: String, parameters: [Parameter], readsFile: Bool = false,
    check: @escaping @Sendable (ParameterValues) -> [ParameterFault] = { _ in [] },
    make: @escaping @Sendable (Assignment) -> any FundamentalProcess
  ) {
    self.name = name
    self.summary = summary
    self.parameters = parameters
    self.readsFile = readsFile
    self.check = check
    self.make = make
  }
}
