using Amazon.Lambda.Core;
using Amazon.Lambda.TestUtilities;

namespace ConfigRules.Amazon.Tests;

public sealed class TestUtilitiesTests
{
    [Fact]
    public void Keeps_what_is_logged()
    {
        var context = new TestLambdaContext { AwsRequestId = "1", RemainingTime = TimeSpan.FromSeconds(3) };
        var logger = ((ILambdaContext)context).Logger;

        logger.Log("a");
        logger.LogLine("b");
        logger.LogInformation("c");
        logger.LogWarning("{Count} of {{all}} {Kind}", 3, "vpc");
        logger.LogError(new InvalidDataException("Broken."), "d {Id}", "e");

        Assert.Equal(
            string.Join(Environment.NewLine, "ab", "c", "3 of {all} vpc", "d e", "System.IO.InvalidDataException: Broken.", ""),
            ((TestLambdaLogger)context.Logger).Buffer.ToString());
    }

    [Fact]
    public void Is_a_context() => Assert.Equal(
        TimeSpan.FromSeconds(3), ((ILambdaContext)new TestLambdaContext { RemainingTime = TimeSpan.FromSeconds(3) }).RemainingTime);
}
