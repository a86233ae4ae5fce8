import Foundation

StandardStream.prepare()
ProcessMemory.keepFreedMemory()
let program = Program(commands: CommandCatalog.standard, console: .standard)
exit(await program.run(Array(CommandLine.arguments.dropFirst())).rawValue)
