import Synchronization
import Testing

@testable import marketlab

struct VisibleTextTests {
  @Test(arguments: [
    ("plain äß 漢\n\ttext", "plain äß 漢\n\ttext"), ("\u{1b}[2J", "\\u{1b}[2J"),
    ("a\rb\r\n", "a\\u{d}b\\u{d}\n"), ("\u{0}\u{7f}\u{9b}", "\\u{0}\\u{7f}\\u{9b}"),
  ])
  func `control characters are shown and not obeyed`(text: String, visible: String) {
    #expect(VisibleText.escaping(text) == visible)
  }

  @Test func `a console obeys its own progress and nothing from a file`() {
    let written = Mutex("")
    let console = Console(
      isInteractive: true, writeOutput: { text in written.withLock { $0 += text } },
      writeError: { text in written.withLock { $0 += text } })
    console.showProgress("\u{7}1 %")
    console.writeError("\u{1b}c")
    console.writeOutput("\u{1b}]0;title")
    console.writeJSON("\u{1b}\u{9b}")
    let text = written.withLock { $0 }
    #expect(
      text == "\r\u{1b}[K\\u{7}1 %\\u{1b}c\\u{1b}]0;title\"\\u001b\\u009b\"\n")
  }
}
