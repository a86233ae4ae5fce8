/// Every command, in the order in which `marketlab --help` lists them.
enum CommandCatalog {
  static let standard: [any Command] = [
    RunCommand(),
    ReplayCommand(),
    BookCommand(),
    DiffCommand(),
    ExportCommand(),
    JournalCommand(),
    GoldenCheckCommand(),
    GoldenAcceptCommand(),
    GoldenDiffCommand(),
    ListCommand(),
    SchemaCommand(),
    BenchBookCommand(),
    BenchForkCommand(),
    BenchKernelCommand(),
    BenchQueueCommand(),
    DoctorCommand(),
  ]
}
