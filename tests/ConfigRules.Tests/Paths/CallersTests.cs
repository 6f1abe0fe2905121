using ConfigRules.Model;
using ConfigRules.Paths;
using ConfigRules.Policies;
using ConfigRules.Testing;
using static ConfigRules.Tests.Support.PolicyTexts;

namespace ConfigRules.Tests.Paths;

public sealed class CallersTests
{
    private const string Units = """ "ForAnyValue:StringLike": {"aws:VpceOrgPaths": ["o-abcdefghij/r-ab12/ou-1/*", "o-zzzzzzzzzz/*"]} """;

    [Fact]
    public void Come_from_an_account_in_a_unit_that_nobody_names_or_in_one_of_its_organization_that_the_document_does() =>
        Assert.Equal(["o-abcdefghij/r-0000/", "o-abcdefghij/r-ab12/ou-1/~any~"], UnitsOf(net => net.Organization("o-abcdefghij"), Allow(condition: Units)));

    [Fact]
    public void Come_from_one_unit_like_another_where_the_document_tells_none_apart() =>
        Assert.Equal(["o-abcdefghij/r-0000/"], UnitsOf(net => net.Organization("o-abcdefghij"), Allow()));

    [Fact]
    public void Come_from_a_unit_that_is_not_known_or_from_none_where_the_organization_is_not_known_or_is_none()
    {
        Assert.Equal(["unknown"], UnitsOf(net => net, Allow(condition: Units)));
        Assert.Equal(["absent"], UnitsOf(net => net.Organization(null), Allow(condition: Units)));
    }

    [Fact]
    public void Choose_how_to_sign_and_encrypt_requests_to_S3_and_to_no_other_service()
    {
        var chosen = Callers.AsClientsChoose(RequestContext.Partial, "s3");
        Assert.Equal(["1.3"], chosen["s3:TlsVersion"].Values);
        Assert.Equal(["REST-HEADER"], chosen["s3:authType"].Values);
        Assert.Equal(["AWS4-HMAC-SHA256"], chosen["s3:signatureversion"].Values);
        Assert.True(Callers.AsClientsChoose(RequestContext.Partial, "sts")["s3:authType"].IsUnknown);
    }

    private static IEnumerable<string> UnitsOf(Func<NetworkBuilder, NetworkBuilder> given, string statement)
    {
        var network = given(new NetworkBuilder()).S3(statement).Build();
        return Callers.ThroughByUnit(PolicyDocument.Parse(Document(statement)), network.All<VpcEndpoint>().Single(), network)
            .Select(through => through["aws:VpceOrgPaths"])
            .Select(path => path.IsUnknown ? "unknown" : path.IsAbsent ? "absent" : path.Values.Single());
    }
}
