using ConfigRules.Engine;

namespace ConfigRules.Tests.Engine;

public sealed class FormsTests
{
    [Theory]
    [InlineData("1024-65535", 1024, 65_535)]
    [InlineData("443-443", 443, 443)]
    [InlineData("0-1", 0, 1)]
    public void A_range_of_ports_has_a_first_and_a_last(string text, int from, int to)
    {
        Assert.True(Forms.IsPortRange(text));
        Assert.Equal((from, to), Forms.PortRange(text));
    }

    [Theory]
    [InlineData("")]
    [InlineData("443")]
    [InlineData("2-1")]
    [InlineData("1-65536")]
    [InlineData("1-2-3")]
    [InlineData(" 1-2")]
    [InlineData("-1")]
    public void Anything_else_is_no_range_of_ports(string text) => Assert.False(Forms.IsPortRange(text));
}
