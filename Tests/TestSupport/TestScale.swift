/// Whether heavy property tests do their whole work: in a release process, not in a debug one.
public var isFullScale: Bool {
  #if DEBUG
    false
  #else
    true
  #endif
}
