// swift-tools-version: 6.0
import PackageDescription

// The layers and their arrows are ARCHITECTURE.md, section 1; TidyTests reads the imports and holds
// them to it, because SwiftPM accepts undeclared transitive imports.
//
// A target names everything that it builds on, what its dependencies need included: SwiftPM
// compiles a target anew only where one that it names has changed, and with an old layout of a type
// compiled in, a build after an update corrupts memory. TidyTests watches this, too.
let layers: [Target.Dependency] = ["Harness", "Scenarios", "Agents", "SimKernel"]

let package = Package(
  name: "marketlab",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "marketlab", targets: ["marketlab"]),
    .library(name: "SimKernel", targets: ["SimKernel"]),
    .library(name: "Agents", targets: ["Agents"]),
    .library(name: "Scenarios", targets: ["Scenarios"]),
    .library(name: "Harness", targets: ["Harness"]),
  ],
  targets: [
    // Bridges to C libraries: headers and loading, no logic.
    .systemLibrary(
      name: "CGSL", pkgConfig: "gsl", providers: [.apt(["libgsl-dev"]), .brew(["gsl"])]),
    .systemLibrary(
      name: "CCrypto", pkgConfig: "libcrypto",
      providers: [.apt(["libssl-dev"]), .brew(["openssl@3"])]),
    .systemLibrary(
      name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),
    // Types only: the library is opened at run time, with its kernel pinned.
    .systemLibrary(name: "COpenBLAS"),
    .systemLibrary(
      name: "CLZMA", pkgConfig: "liblzma", providers: [.apt(["liblzma-dev"]), .brew(["xz"])]),
    .systemLibrary(
      name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    .systemLibrary(
      name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"]), .brew(["zstd"])]),

    .target(name: "SimKernel", dependencies: ["CGSL", "CCrypto"]),
    .target(name: "Agents", dependencies: ["SimKernel"]),
    .target(name: "Scenarios", dependencies: ["Agents", "SimKernel", "CYAML"]),
    .target(
      name: "Harness",
      dependencies: [
        "Scenarios", "Agents", "SimKernel", "CGSL", "COpenBLAS", "CLZMA", "CZlib", "CZstd",
      ]),
    .executableTarget(name: "marketlab", dependencies: layers),

    .target(name: "TestSupport", dependencies: layers, path: "Tests/TestSupport"),
    // Naive on purpose, for .ci/determinism: outside the product, which holds nothing like it.
    .executableTarget(name: "DeterminismControls", path: "Tests/DeterminismControls"),
    .testTarget(name: "SimKernelTests", dependencies: layers + ["CGSL", "TestSupport"]),
    .testTarget(name: "AgentsTests", dependencies: layers + ["TestSupport"]),
    .testTarget(name: "ScenariosTests", dependencies: layers + ["TestSupport"]),
    .testTarget(name: "HarnessTests", dependencies: layers + ["TestSupport"]),
    .testTarget(name: "marketlabTests", dependencies: layers + ["marketlab", "TestSupport"]),
    .testTarget(name: "DeterminismControlsTests", dependencies: ["DeterminismControls"]),
    .testTarget(name: "TidyTests"),
  ],
  swiftLanguageModes: [.v6]
)
