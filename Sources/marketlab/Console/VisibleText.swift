/// Text in which every control character can be seen.
enum VisibleText {
  /// The text with all control characters but line breaks and tabulators as `\u{1b}`.
  ///
  /// A terminal obeys what it is sent: a scenario's description could clear the screen, or rename
  /// the window.
  static func escaping(_ text: String) -> String {
    replacingControls(text) { "\\u{\(String($0, radix: 16))}" }
  }

  /// The same for the text of JSON, which escapes only the lower ones by itself: `\u007f`.
  static func escapingJSON(_ text: String) -> String {
    replacingControls(text) { "\\u00" + String($0, radix: 16) }
  }

  private static func replacingControls(
    _ text: String, by name: (UInt32) -> String
  ) -> String {
    guard text.unicodeScalars.contains(where: isControl) else { return text }
    var visible = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if isControl(scalar) {
        visible += name(scalar.value).unicodeScalars
      } else {
        visible.append(scalar)
      }
    }
    return String(visible)
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "\n", "\t": false
    case "\u{0}"..."\u{1f}", "\u{7f}"..."\u{9f}": true
    default: false
    }
  }
}
