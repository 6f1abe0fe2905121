using ConfigRules.Testing;

[assembly: AssemblyFixture(typeof(ConfigRules.Cli.Tests.SolutionFolder))]

namespace ConfigRules.Cli.Tests;

/// <summary>
/// The folder in which the command runs. Lines break where the text is too long for the screen, so that no path may depend on
/// where the tests run.
/// </summary>
public sealed class SolutionFolder
{
    public SolutionFolder() => Directory.SetCurrentDirectory(GoldenFile.Root);
}
