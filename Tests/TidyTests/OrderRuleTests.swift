import Testing

/// The rule about hash order fires on what it forbids and stays silent on what it allows.
struct OrderRuleTests {
  private func lines(_ text: String, layer: String = "Agents") -> [Int] {
    OrderRules.violations(in: [SourceFile(path: "Sources/\(layer)/A.swift", text: text)])
      .map(\.line)
  }

  private static let declaration = "var orders: [UInt64: Order] = [:]\n"

  @Test(arguments: [
    "for (id, order) in orders { send(id) }", "for order in orders where order.value.isLive { }",
    "for id in orders.keys { send(id) }", "for order in self.orders.values { send(order) }",
    "let ids = orders.map { $0.key }", "let ids = orders.filter { $0.value.isLive }.map(\\.key)",
    "let some = orders.first", "orders.forEach { send($0) }", "let all = Array(orders)",
    "let all = Array(orders.values)", "zip(orders, prices)", "book.orders.values.reduce(0, +)",
    "let worst = orders\n  .max { $0.value < $1.value }", "let text = \"\\(orders.keys)\"",
    "for id in orders.keys { ids.append(id) }\nids.sorted()",
  ])
  func `a walk through a dictionary is a violation`(text: String) {
    for layer in ["SimKernel", "Agents", "Scenarios"] {
      #expect(lines(Self.declaration + text, layer: layer) == [2], "\(layer)")
    }
    #expect(lines(Self.declaration + text, layer: "Harness") == [])
  }

  @Test(arguments: [
    "let names: Set<String> = []\nfor name in names {}",
    "var names = Set<String>()\nnames.map { $0 }", "let names = Set(list)\nArray(names)",
    "var sizes = [String: Int]()\nsizes.values.max()",
    "func f(_ sizes: inout [String: [Int]]) {\n  for size in sizes {} }",
    "func sizes() throws(E) -> [String: Int] { [:] }\nfor size in sizes() {}",
    "let sizes = Dictionary(uniqueKeysWithValues: list)\nsizes.first",
    "enum E { case sizes([String: Int]) }\nif case .sizes(let x) = e { x.map { $0 } }",
    "enum E { case sizes([String: Int]) }\ncase let .sizes(x): x.keys.joined()",
  ])
  func `a dictionary or set is known by any declaration`(text: String) {
    #expect(lines(text) == [2])
  }

  @Test(arguments: [
    "for id in orders.keys.sorted() { send(id) }", "let order = orders[id]", "orders[id] = nil",
    "for (id, order) in orders.sorted(by: { $0.key < $1.key }) { send(id) }",
    "let ids = orders\n  .filter { $0.value.isLive }\n  .map(\\.key)\n  .sorted()",
    "for index in 0..<orders.count { }", "if orders.isEmpty { }", "orders.removeAll()",
    "orders.contains { $0.value.isLive }", "// for id in orders.keys",
    "let text = \"for id in orders.keys\"", "let other = orders.mapValues { $0 + 1 }",
    "for id in ids { orders[id] = nil }", "send(orders)",
    "// order-free: a sum of integers\nlet sum = orders.values.reduce(0, +)",
    "let sum = orders.values.reduce(0, +)  // order-free: a sum of integers",
  ])
  func `what does not depend on the order is not`(text: String) {
    #expect(lines(Self.declaration + text) == [])
  }

  @Test(arguments: [
    "let orders: [Order] = []\nfor order in orders { }",
    "let orders: [[String]] = []\norders.first",
    "let price = [low: high]\nfor order in orders.keys { }",
    "func words(_ words: [String]) -> [String: Int] { words.map { $0 } }",
  ])
  func `a list is no dictionary`(text: String) {
    #expect(lines(text) == [])
  }

  @Test(arguments: ["// order-free", "// order-free:", "// order-free: -"])
  func `a marker without a reason does not count`(marker: String) {
    #expect(lines(Self.declaration + "let sum = orders.values.max()  \(marker)") == [2])
  }
}
