/// Why a run cannot be exported as it was asked for.
public enum ExportMistake: InputMistake, Hashable {
  case tick(symbol: String, tick: String)
  case price(symbol: String, ticks: Int64)
  case size(symbol: String, lots: Int64)
  case tooManyBooks(Int)
  /// One book is wanted, and several of these are there.
  case severalBooks(what: String, names: [String])
  /// What the run does not have, what it has, and a hint behind that.
  case unknown(what: String, name: String, allowed: [String], hint: String)
  case noJournal(path: String)
  case folder(String)
  /// A run's row that statistics cannot take.
  case row(path: String, message: String)

  public var description: String {
    switch self {
    case .tick(let symbol, let tick):
      "\(symbol) has a tick of \(tick); LOBSTER files hold prices in 0.0001, so that allowed are "
        + "multiples of it below 999999.9999"
    case .price(let symbol, let ticks):
      "a price of \(symbol) is \(ticks) ticks; LOBSTER files hold prices below 999999.9999"
    case .size(let symbol, let lots):
      "\(lots) lots of \(symbol) are more units than 63 bits hold"
    case .tooManyBooks(let count):
      "\(count) books (venues x instruments) for LOBSTER files, allowed are "
        + "\(LobsterFiles.bookLimit); choose one venue or one instrument"
    case .severalBooks(let what, let names):
      "the run has several \(what)s, allowed is one of \(names.joined(separator: ", "))"
    case .unknown(let what, let name, let allowed, let hint):
      "the run has no \(what) '\(name)', allowed: \(allowed.joined(separator: ", "))\(hint)"
    case .noJournal(let path):
      "\(path) has no \(RunFolder.journalName); allowed is the folder of a finished run, as "
        + "`marketlab run SCENARIO --out DIR` leaves it, or a journal file"
    case .folder(let message): message
    case .row(let path, let message): "\(path): \(message)"
    }
  }
}
