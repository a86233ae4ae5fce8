import Scenarios
import SimKernel

/// Which books of a run are meant: of one venue or all, in one instrument or all.
public struct BookChoice: Hashable, Sendable {
  /// A venue's name; nil for all.
  public var venue: String?
  /// An instrument's symbol; nil for all.
  public var instrument: String?

  public init(venue: String? = nil, instrument: String? = nil) {
    self.venue = venue
    self.instrument = instrument
  }

  struct Place: Hashable, Sendable {
    var venue: VenueIndex
    var instrument: InstrumentIndex
  }

  /// The books that are meant, venue by venue.
  ///
  /// - Throws: `ExportMistake.unknown`.
  func books(of header: JournalHeader) throws(ExportMistake) -> [Place] {
    let venues = try Self.places(venue, "venue", header.venues)
    let instruments = try Self.places(
      instrument, "instrument", header.instruments.map(\.symbol))
    return Self.books(venues, instruments)
  }

  /// Every book of a run, venue by venue.
  static func allBooks(of header: JournalHeader) -> [Place] {
    books(Array(header.venues.indices), Array(header.instruments.indices))
  }

  private static func books(_ venues: [Int], _ instruments: [Int]) -> [Place] {
    venues.flatMap { venue in
      instruments.map { instrument in
        Place(
          venue: VenueIndex(UInt16(venue)), instrument: InstrumentIndex(UInt16(instrument)))
      }
    }
  }

  /// The one book that is meant.
  ///
  /// - Throws: `ExportMistake.unknown`, or `.severalBooks` where several are meant.
  func onlyBook(of header: JournalHeader) throws(ExportMistake) -> Place {
    let books = try books(of: header)
    if books.count == 1 { return books[0] }
    throw venue == nil && header.venues.count > 1
      ? .severalBooks(what: "venue", names: header.venues)
      : .severalBooks(what: "instrument", names: header.instruments.map(\.symbol))
  }

  private static func places(
    _ name: String?, _ what: String, _ names: [String]
  ) throws(ExportMistake) -> [Int] {
    guard let name else { return Array(names.indices) }
    if let place = names.firstIndex(of: name) { return [place] }
    throw .unknown(
      what: what, name: name, allowed: names, hint: NearestName.hint(name, among: names))
  }
}
