import Agents
import Foundation
import Harness
import Scenarios
import SimKernel

/// Runs a scenario whose agents may be of the catalog or of one's own.
func dipBuyerCash(scenario path: String) throws -> Int64 {
  let types = AgentCatalog.standard + [.dipBuyer]
  let reader = ScenarioReader(agentTypes: types.map(\.declaration))
  let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
  let scenario = try reader.read(bytes, file: path)
  var simulation = try Simulation(SimulationPlan(scenario, agentTypes: types))
  _ = simulation.advance(until: .end)
  let agent = simulation.agent(named: "mine")!
  return simulation.summary(of: agent).cash[0].units
}
