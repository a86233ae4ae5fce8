import Foundation

/// How this process keeps memory.
enum ProcessMemory {
  /// Keeps what is freed for the next use instead of handing it back to the system.
  ///
  /// Branches are forked and dropped by the thousand. Where the allocator returns their memory
  /// each time, the system clears its pages anew for every fork, which takes three times as long
  /// as the fork's own copying.
  static func keepFreedMemory() {
    // Only the GNU library has it, and its header is in none of Swift's modules.
    guard let symbol = dlsym(nil, "mallopt") else { return }
    let setOption = unsafeBitCast(symbol, to: (@convention(c) (Int32, Int32) -> Int32).self)
    let trimThreshold: Int32 = -1
    let mappingThreshold: Int32 = -3
    _ = setOption(mappingThreshold, 32 << 20)
    _ = setOption(trimThreshold, 256 << 20)
  }
}
