/// What a data set is called in headings and legends.
public enum DataSetName {
  /// A file's name without its folder and the ends that say how it is packed.
  public static func of(_ path: String) -> String {
    var name = path.split(separator: "/").last.map(String.init) ?? path
    for end in [".xz", ".gz", ".zst", ".csv"] where name.hasSuffix(end) && name != end {
      name.removeLast(end.count)
    }
    return name
  }
}
