import Foundation
import SimKernel

/// Writes a journal file as the run goes, through one bounded buffer.
///
/// Where a run is resumed, the first part of the file is there already: it is compared with what
/// the run says now and not written, and writing begins after it.
final class JournalFileWriter: JournalSink {
  private let path: String
  private let descriptor: Int32
  private var buffer: [UInt8] = []
  private var hash = SHA256State()
  /// Bytes of the file up to now, those in the buffer included.
  private var offset = 0
  /// Bytes of an earlier run's journal that this run has to repeat.
  private let kept: Int
  private var lastCheckpoint: JournalCheckpoint?

  private static let bufferSize = 1 << 20

  /// Begins a file, or takes up one after its first `kept` bytes, and writes the header.
  init(path: String, header: JournalHeader, keeping kept: Int = 0) throws {
    self.path = path
    self.kept = kept
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o644)
    guard descriptor >= 0 else { throw FileFailure("open", path) }
    buffer.reserveCapacity(Self.bufferSize)
    // Two processes on one file would leave a mixture of both.
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      throw RunError.folder("\(path): another process is writing it; allowed is one at a time")
    }
    guard ftruncate(descriptor, off_t(kept)) == 0, lseek(descriptor, off_t(kept), SEEK_SET) >= 0
    else { throw FileFailure("cut", path) }
    try write(header)
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  private func write(_ header: JournalHeader) throws {
    var text = Array(header.json.text(.compact).utf8)
    while text.count % 8 != 0 { text.append(UInt8(ascii: " ")) }
    let start = [JournalFormat.magic, JournalFormat.version, UInt64(text.count)]
    let bytes = JournalFormat.bytes(start) + text
    try bytes.withUnsafeBytes { try put($0, records: nil) }
    try seal()
  }

  // MARK: Records

  func write(_ words: UnsafeBufferPointer<UInt64>) throws {
    var begin = 0
    var place = 0
    while place < words.count {
      guard let kind = RecordKind(head: words[place]) else {
        preconditionFailure("word \(place) of a drained journal, \(words[place]), heads no record")
      }
      let end = place + kind.wordCount
      if kind == .checkpoint {
        try put(UnsafeBufferPointer(rebasing: words[begin..<end]))
        try seal()
        lastCheckpoint = JournalCheckpoint(
          UnsafeBufferPointer(rebasing: words[place..<end]), end: offset)
        begin = end
      }
      place = end
    }
    if begin < place { try put(UnsafeBufferPointer(rebasing: words[begin..<place])) }
  }

  /// Writes the footer, closes the file and makes sure that it is on the disk.
  func finish(events: Int, digest: SHA256Digest) throws {
    let footer = JournalFormat.footer(events: UInt64(events), digest: digest)
    try footer.withUnsafeBytes { try put($0, records: nil) }
    try seal()
    try flush()
    guard fsync(descriptor) == 0 else { throw FileFailure("sync", path) }
  }

  /// Hands what is buffered to the system, so that an interrupted run can be resumed from there.
  func flush() throws {
    try SystemFile.write(buffer, to: descriptor, path)
    buffer.removeAll(keepingCapacity: true)
  }

  private func seal() throws {
    let words = JournalFormat.seal(offset: UInt64(offset), hash: hash.digest)
    try words.withUnsafeBytes { try put($0, records: nil) }
  }

  private func put(_ records: UnsafeBufferPointer<UInt64>) throws {
    try put(UnsafeRawBufferPointer(records), records: records)
  }

  /// Appends bytes, or compares them with those that are kept; the kept part ends with a seal.
  private func put(
    _ bytes: UnsafeRawBufferPointer, records: UnsafeBufferPointer<UInt64>?
  ) throws {
    hash.update(bytes)
    if offset < kept {
      try compare(bytes, records)
    } else {
      if buffer.count + bytes.count > Self.bufferSize { try flush() }
      buffer += bytes
    }
    offset += bytes.count
  }

  // MARK: Comparing

  private func compare(
    _ bytes: UnsafeRawBufferPointer, _ records: UnsafeBufferPointer<UInt64>?
  ) throws {
    // A run that differs may say more up to a checkpoint than is kept of all.
    let common = min(bytes.count, kept - offset)
    let found = try read(common)
    let place = found.indices.first { bytes[$0] != found[$0] } ?? common
    if place == bytes.count { return }
    throw JournalDifference(
      checkpoint: lastCheckpoint, event: records.flatMap { Self.event(before: place / 8, in: $0) })
  }

  private func read(_ count: Int) throws -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var filled = 0
    while filled < count {
      let got = bytes.withUnsafeMutableBytes {
        pread(descriptor, $0.baseAddress! + filled, count - filled, off_t(offset + filled))
      }
      if got < 0 && errno == EINTR { continue }
      guard got > 0 else { throw FileFailure("read", path) }
      filled += got
    }
    return bytes
  }

  /// The event to which the record with a word belongs.
  private static func event(
    before word: Int, in records: UnsafeBufferPointer<UInt64>
  ) -> DecodedRecord? {
    var place = 0
    var event: DecodedRecord?
    while place <= word, let kind = RecordKind(head: records[place]) {
      if kind == .event {
        event = DecodedRecord(Array(records[place..<place + kind.wordCount]))
      }
      place += kind.wordCount
    }
    return event
  }
}

/// A run that is resumed does not repeat what its partial journal says.
struct JournalDifference: Error {
  /// The last checkpoint at which both agree.
  var checkpoint: JournalCheckpoint?
  /// The event in which they differ first, as the run has it now.
  var event: DecodedRecord?
}
