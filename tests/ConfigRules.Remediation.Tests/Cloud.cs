using ConfigRules.Testing;

[assembly: AssemblyFixture(typeof(ConfigRules.Remediation.Tests.Cloud))]

namespace ConfigRules.Remediation.Tests;

/// <summary>What costs seconds to start and serves every test: moto, and the Python that runs steps.</summary>
public sealed class Cloud : IDisposable
{
    public const string Region = "eu-west-1";
    public const string AccountId = "123456789012";
    public const string AccessKey = "AKIAIOSFODNN7EXAMPLE";

    private readonly MotoServer _moto = new();

    public string Url => _moto.Url;

    internal PythonWorker Python { get; } = new();

    public void Dispose()
    {
        Python.Dispose();
        _moto.Dispose();
    }
}
