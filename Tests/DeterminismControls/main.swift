import Foundation

// Computations that are naive on purpose, for .ci/determinism: each must differ along its axis, or
// the axis proves nothing. And the rows of the matrix: `rows 2 4 2` for axes of 2, 4 and 2 values.

let words = Array(CommandLine.arguments.dropFirst())

func show(_ value: UInt64?) { print(value.map { String($0, radix: 16) } ?? "absent") }

switch words.first {
case "rows":
  let sizes = words.dropFirst().compactMap(Int.init)
  for row in CoveringArray(sizes: sizes).rows {
    print(row.map(String.init).joined(separator: " "))
  }
case "kernel": print(UnpinnedOpenBLAS()?.kernel ?? "absent")
case "sgemv": show(UnpinnedOpenBLAS()?.products())
case "dgesv": show(UnpinnedOpenBLAS()?.solution())
case "libm": show(LibraryMathematics.hash())
case "dictionary": show(ProcessControls.dictionaryOrder())
case "malloc": show(ProcessControls.unwrittenByte())
case "date": print(ProcessControls.formattedDate())
case "nan": show(ProcessControls.notANumberBits())
case "append":
  print(ProcessControls.appendOrder(workers: words.dropFirst().first.flatMap(Int.init) ?? 1))
default:
  let names = "append WORKERS, date, dgesv, dictionary, kernel, libm, malloc, nan, rows N..., sgemv"
  FileHandle.standardError.write(Data("usage: DeterminismControls NAME; names: \(names)\n".utf8))
  exit(2)
}
