import Harness

/// Every command, in the order in which `marketlab --help` lists them.
enum CommandCatalog {
  static let standard = single + TheoryCatalog.standard.map { TheoryCommand(entry: $0) }

  private static let single: [any Command] = [
    RunCommand(),
    ReplayCommand(),
    FactsCommand(),
    LatencyCommand(),
    RaceCommand(),
    CalibrateCommand(),
    RealismBandsCommand(),
    RealismReportCommand(),
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
