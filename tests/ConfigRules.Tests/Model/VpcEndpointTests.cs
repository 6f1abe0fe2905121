using ConfigRules.Model;

namespace ConfigRules.Tests.Model;

public sealed class VpcEndpointTests
{
    private const string Policy = """{"Statement": {"Effect": "Allow", "Principal": "*", "Action": "s3:Get*", "Resource": "*"}}""";

    private static readonly DateTimeOffset Then = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly VpcEndpoint One = new("vpce-1", "vpc-1")
    {
        PolicyDocument = Policy,
        SecurityGroupIds = ["sg-1", "sg-2"],
        SubnetIds = ["subnet-1", "subnet-2"],
        IpAddressType = "ipv4",
        CreatedAt = Then,
    };

    [Theory]
    [InlineData("com.amazonaws.eu-west-1.s3", null, "eu-west-1")]
    [InlineData("com.amazonaws.vpce.eu-west-1.vpce-svc-1", "us-east-1", "us-east-1")]
    [InlineData("com.amazonaws.iam", null, null)]
    public void Leads_to_the_region_of_its_services_name_unless_another_is_given(string service, string? given, string? region) =>
        Assert.Equal(region, new VpcEndpoint("vpce-1", "vpc-1") { Service = ServiceName.Parse(service), ServiceRegion = given }.RegionOfService);

    [Fact]
    public void The_older_of_two_was_made_first_and_of_equals_has_the_first_id()
    {
        var other = One with { Id = "vpce-2" };
        Assert.True(One.IsOlderThan(other));
        Assert.False(other.IsOlderThan(One));
        Assert.True((other with { CreatedAt = Then - TimeSpan.FromDays(1) }).IsOlderThan(One));
        Assert.False(One.IsOlderThan(other with { CreatedAt = null }));
        Assert.False((One with { CreatedAt = null }).IsOlderThan(other with { CreatedAt = null }));
    }

    [Fact]
    public void Two_are_set_up_alike_whatever_the_order_of_what_they_have()
    {
        Assert.True(One.IsSetUpLike(One with { SecurityGroupIds = ["sg-2", "sg-1"], SubnetIds = ["subnet-2", "subnet-1"], PolicyDocument = Policy.Replace(" ", "", StringComparison.Ordinal) }));
        Assert.False(One.IsSetUpLike(One with { SecurityGroupIds = ["sg-1"] }));
        Assert.False(One.IsSetUpLike(One with { SubnetIds = ["subnet-1"] }));
        Assert.False(One.IsSetUpLike(One with { IpAddressType = "dualstack" }));
        Assert.False(One.IsSetUpLike(One with { PolicyDocument = null }));
    }
}
