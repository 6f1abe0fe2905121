using System.Text;
using System.Text.Json;
using Amazon.Lambda.Serialization.SystemTextJson;

namespace ConfigRules.Amazon.Tests;

public sealed class SerializerTests
{
    [Theory]
    [InlineData("""{"Name":"vpc","Size":1}""")]
    [InlineData("""{"name":"vpc","SIZE":1,"other":[]}""")]
    public void Reads_names_in_any_case_and_ignores_others(string json) =>
        Assert.Equal(new("vpc", 1), Read<Sample>(new SourceGeneratorLambdaJsonSerializer<SampleContext>(), json));

    [Fact]
    public void Writes_no_nulls() =>
        Assert.Equal("""{"Size":1}""", Write(new SourceGeneratorLambdaJsonSerializer<SampleContext>(), new Sample(Name: null, 1)));

    [Fact]
    public void Takes_other_options() => Assert.Equal(
        """{"name":"vpc","size":1}""",
        Write(
            new SourceGeneratorLambdaJsonSerializer<SampleContext>(options => options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase),
            new Sample("vpc", 1)));

    [Fact]
    public void Takes_a_context_as_it_is() =>
        Assert.Equal("""{"Name":null,"Size":1}""", Write(new SourceGeneratorLambdaJsonSerializer<SampleContext>(SampleContext.Default), new Sample(null, 1)));

    [Fact]
    public void Names_the_type_that_an_event_is_not()
    {
        var failure = Assert.Throws<JsonSerializerException>(
            () => Read<Sample>(new SourceGeneratorLambdaJsonSerializer<SampleContext>(), "[]"));

        Assert.StartsWith(
            "Error converting the Lambda event JSON payload to type ConfigRules.Amazon.Tests.Sample: ", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_the_type_that_the_context_lacks()
    {
        var failure = Assert.Throws<JsonSerializerException>(
            () => Read<Uri>(new SourceGeneratorLambdaJsonSerializer<SampleContext>(), "\"\""));

        Assert.Equal("ConfigRules.Amazon.Tests.SampleContext has no [JsonSerializable] for System.Uri.", failure.Message);
    }

    private static T Read<T>(SourceGeneratorLambdaJsonSerializer<SampleContext> serializer, string json) =>
        serializer.Deserialize<T>(new MemoryStream(Encoding.UTF8.GetBytes(json)));

    private static string Write(SourceGeneratorLambdaJsonSerializer<SampleContext> serializer, Sample sample)
    {
        var stream = new MemoryStream();
        serializer.Serialize(sample, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
