import Foundation
import Synchronization

/// Small computations whose results depend on the process that they run in.
enum ProcessControls {
  /// The order of a dictionary's keys.
  static func dictionaryOrder() -> UInt64 {
    let squares = Dictionary(uniqueKeysWithValues: (0..<64).map { ($0, $0 * $0) })
    var hash = BitHash()
    for key in squares.keys { hash.add(UInt64(key)) }
    return hash.value
  }

  /// A byte of memory that nobody has written.
  static func unwrittenByte() -> UInt64? {
    // Called by its address: the compiler knows `malloc`, and may make anything of such a byte.
    typealias Allocate = @convention(c) (Int) -> UnsafeMutableRawPointer?
    guard let process = dlopen(nil, RTLD_NOW), let symbol = dlsym(process, "malloc"),
      let memory = unsafeBitCast(symbol, to: Allocate.self)(4_096)
    else { return nil }
    defer { free(memory) }
    return UInt64(memory.load(fromByteOffset: 2_048, as: UInt8.self))
  }

  /// Midnight of 1 January 1970 in Greenwich, as a clock here would have shown it.
  static func formattedDate() -> String {
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    formatter.dateFormat = "yyyy-MM-dd'T'HH:mm"
    return formatter.string(from: Date(timeIntervalSince1970: 0))
  }

  /// The bits of a difference of infinities; their sign is the compiler's or the processor's.
  static func notANumberBits() -> UInt64 { (Double.infinity - .infinity).bitPattern }

  /// The order in which workers append their results, the first item taking longest.
  static func appendOrder(workers: Int) -> String {
    let state = AppendState()
    DispatchQueue.concurrentPerform(iterations: workers) { _ in
      while let item = state.next() {
        usleep(item == 0 ? 100_000 : 1_000)
        state.append(item)
      }
    }
    return state.order.map(String.init).joined(separator: ",")
  }
}

/// Items that are taken in order and appended as they are done.
private final class AppendState: Sendable {
  private static let count = 16
  private let state = Mutex<(next: Int, order: [Int])>((0, []))

  func next() -> Int? {
    state.withLock { state in
      guard state.next < Self.count else { return nil }
      state.next += 1
      return state.next - 1
    }
  }

  func append(_ item: Int) { state.withLock { $0.order.append(item) } }

  var order: [Int] { state.withLock { $0.order } }
}
