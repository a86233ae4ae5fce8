import Harness
import Testing

struct TableTests {
  @Test func `columns of numbers are aligned to the right`() {
    var table = Table(["name", "cash", "filled"])
    table.append(["maker/0", "-1_204.50", "97%"])
    table.append(["noise", "3", "-"])
    #expect(
      table.text == """
        name          cash  filled
        maker/0  -1_204.50     97%
        noise            3       -

        """)
  }

  @Test func `a column with one word in it is aligned to the left`() {
    var table = Table(["price", ""])
    table.append(["101", "x"])
    table.append(["market", ""])
    #expect(table.text == "price\n101     x\nmarket\n")
  }

  @Test func `no headings, no line for them`() {
    var table = Table(["", ""])
    table.append(["a", "b"])
    #expect(table.text == "a  b\n")
  }
}
