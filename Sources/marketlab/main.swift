import Foundation

// A closed pipe ends us quietly, as it ends other tools, even where our parent ignores the signal.
signal(SIGPIPE, SIG_DFL)
let program = Program(commands: CommandCatalog.standard, console: .standard)
exit(await program.run(Array(CommandLine.arguments.dropFirst())).rawValue)
