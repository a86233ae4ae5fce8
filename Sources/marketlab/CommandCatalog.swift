/// Every command, in the order in which `marketlab --help` lists them.
enum CommandCatalog {
  static let standard: [any Command] = [
    RunCommand(),
    ReplayCommand(),
    BenchBookCommand(),
    BenchForkCommand(),
    BenchKernelCommand(),
    BenchQueueCommand(),
    BookCommand(),
    DiffCommand(),
    GoldenAcceptCommand(),
    GoldenCheckCommand(),
    GoldenDiffCommand(),
    ListCommand(),
    SchemaCommand(),
    DoctorCommand(),
  ]
}
