import Agents
import Scenarios

extension ScenarioReader {
  /// The reader that knows every agent type of the standard catalog.
  public static var standard: ScenarioReader {
    var reader = ScenarioReader(agentTypes: AgentCatalog.standard.map(\.declaration))
    reader.readMessages = { try RecordedMessages.read($0, $1) }
    return reader
  }
}
