using System.Text.Json.Serialization;

namespace ConfigRules.Amazon.Tests;

public sealed record Sample(string? Name, int Size);

[JsonSerializable(typeof(Sample))]
public sealed partial class SampleContext : JsonSerializerContext;
