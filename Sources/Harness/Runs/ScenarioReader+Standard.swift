import Agents
import Scenarios

extension ScenarioReader {
  /// The reader that knows every agent type of the standard catalog.
  public static var standard: ScenarioReader {
    ScenarioReader(agentTypes: AgentCatalog.standard.map(\.declaration))
  }
}
