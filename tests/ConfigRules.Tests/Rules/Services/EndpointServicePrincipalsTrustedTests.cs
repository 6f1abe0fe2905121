using System.Collections.Immutable;
using ConfigRules.Model;
using ConfigRules.Rules.Services;
using ConfigRules.Testing;
using ConfigRules.Tests.Support;
using static ConfigRules.Engine.Compliance;

namespace ConfigRules.Tests.Rules.Services;

public sealed class EndpointServicePrincipalsTrustedTests
    : RuleTests<EndpointServicePrincipalsTrusted, EndpointServicePrincipalsTrustedTests>, IRuleScenarios
{
    private const string Organization = "o-abcdefghij";
    private const string Unit = $"arn:aws:organizations::333333333333:ou/{Organization}/ou-1234-abcdefgh";

    private static readonly (string, string)[] Trusting = [("trustedAccountIds", "222222222222"), ("trustedOrgIds", Organization)];

    public static IEnumerable<Scenario> Scenarios { get; } =
    [
        new("nobody is allowed, so that only the own account can connect", net => Allowing(net), Compliant),

        new("nobody is allowed, which somebody must be", net => Allowing(net),
            NonCompliant, "No principal is allowed, which says nothing of who is meant to connect.") { With = [("emptyPrincipals", "noncompliant")] },

        new("the own account, where somebody must be", net => Allowing(net, "111111111111"), Compliant) { With = [("emptyPrincipals", "noncompliant")] },

        new("the own account by its ARN", net => Allowing(net, "arn:aws:iam::111111111111:root"), Compliant),

        new("the own account by its id", net => Allowing(net, "111111111111"), Compliant),

        new("another account", net => Allowing(net, "arn:aws:iam::222222222222:root"),
            NonCompliant, "The service lets arn:aws:iam::222222222222:root ask to connect."),

        new("another account, which is trusted", net => Allowing(net, "arn:aws:iam::222222222222:root"), Compliant) { With = Trusting },

        new("a user and a role of a trusted account", net => Allowing(net, "arn:aws:iam::222222222222:user/ci", "arn:aws:iam::222222222222:role/Client"),
            Compliant) { With = Trusting },

        new("an account in another partition's form", net => Allowing(net, "arn:aws-us-gov:iam::222222222222:root"), Compliant) { With = Trusting },

        new("an untrusted principal first and a trusted one last", net => Allowing(net, "333333333333", "222222222222"),
            NonCompliant, "The service lets 333333333333 ask to connect.") { With = Trusting },

        new("a trusted principal first and an untrusted one last", net => Allowing(net, "222222222222", "333333333333"),
            NonCompliant, "The service lets 333333333333 ask to connect.") { With = Trusting },

        new("an account id that only begins like the own one", net => Allowing(net, "11111111111"), NonCompliant, "The service lets 11111111111 ask to connect."),

        new("an account id that holds the own one", net => Allowing(net, "arn:aws:iam::1111111111110:root"),
            NonCompliant, "The service lets arn:aws:iam::1111111111110:root ask to connect."),

        new("a principal without any text", net => Allowing(net, ""), NonCompliant, "The service lets a principal without a name ask to connect."),

        new("everybody", net => Allowing(net, "*"), NonCompliant, "The service lets everybody (*) ask to connect."),

        new("everybody, by the type alone", net => Allowing(net, s => s with { AllowedPrincipals = [new("", "All")] }),
            NonCompliant, "The service lets everybody (*) ask to connect."),

        new("everybody, and acceptance off", net => Allowing(net, s => s with { AcceptanceRequired = false, AllowedPrincipals = [new("*")] }),
            NonCompliant, "The service lets everybody (*) connect without being asked for."),

        new("everybody, which acceptance makes good", net => Allowing(net, "*"), Compliant) { With = [("allowWildcardWithAcceptance", "true")] },

        new("everybody, which acceptance would make good if it were on",
            net => Allowing(net, s => s with { AcceptanceRequired = false, AllowedPrincipals = [new("*")] }),
            NonCompliant, "The service lets everybody (*) connect without being asked for.") { With = [("allowWildcardWithAcceptance", "true")] },

        new("a unit of the organization that the account is in", net => Allowing(net.Organization(Organization), Unit), Compliant),

        new("the whole organization that the account is in",
            net => Allowing(net.Organization(Organization), $"arn:aws:organizations::333333333333:organization/{Organization}"), Compliant),

        new("a unit of another organization than the account's", net => Allowing(net.Organization("o-zzzzzzzzzz"), Unit),
            NonCompliant, $"The service lets {Unit} ask to connect."),

        new("a unit of an organization, and the account is in none", net => Allowing(net.Organization(null), Unit),
            NonCompliant, $"The service lets {Unit} ask to connect."),

        new("a unit of an organization, and which one the account is in has not been recorded", net => Allowing(net, Unit),
            Undetermined, "Whether o-abcdefghij is the account's own organization has not been recorded."),

        new("a unit of the account's own organization, and another one is trusted", net => Allowing(net.Organization(Organization), Unit),
            NonCompliant, $"The service lets {Unit} ask to connect.") { With = [("trustedOrgIds", "o-zzzzzzzzzz")] },

        new("a unit of a trusted organization", net => Allowing(net, $"arn:aws:organizations::333333333333:ou/{Organization}/ou-1234-abcdefgh"), Compliant)
        {
            With = Trusting,
        },

        new("a unit of another organization, even under a trusted account",
            net => Allowing(net, "arn:aws:organizations::222222222222:ou/o-zzzzzzzzzz/ou-1234-abcdefgh"),
            NonCompliant, "The service lets arn:aws:organizations::222222222222:ou/o-zzzzzzzzzz/ou-1234-abcdefgh ask to connect.") { With = Trusting },

        new("a service of AWS", net => Allowing(net, "quicksight.amazonaws.com"), NonCompliant, "The service lets quicksight.amazonaws.com ask to connect."),

        new("a service of AWS, which is allowed to be", net => Allowing(net, "quicksight.amazonaws.com"), Compliant)
        {
            With = [("allowedServicePrincipals", "quicksight.amazonaws.com")],
        },

        new("more strangers than a reason holds",
            net => Allowing(net, [.. Enumerable.Range(1, 5).Select(number => $"arn:aws:iam::33333333333{number}:role/service-role/a-role-with-a-name-of-all-but-the-sixty-four-letters-it-may-have")]),
            NonCompliant, "The service lets arn:aws:iam::333333333331:role/service-role/a-role-with-a-name-of-all-but-the-sixty-four-letters-it-may-have and 4 more ask to connect."),

        new("the region of the service, told", net => Allowing(net, s => s with { SupportedRegions = ["eu-west-1"] }), Compliant),

        new("endpoints of another region", net => Allowing(net, s => s with { SupportedRegions = ["eu-west-1", "us-east-1"] }),
            NonCompliant, "The service lets endpoints in us-east-1 ask to connect."),

        new("endpoints of a region that is allowed", net => Allowing(net, s => s with { SupportedRegions = ["eu-west-1", "us-east-1"] }), Compliant)
        {
            With = [("allowedServiceRegions", "us-east-1")],
        },

        new("a stranger in another region", net => Allowing(net, s => s with { SupportedRegions = ["us-east-1"], AllowedPrincipals = [new("333333333333")] }),
            NonCompliant, "The service lets 333333333333 ask to connect."),

        new("endpoints of some region, and nobody knows of which the service is",
            net => Allowing(net.Region(null), s => s with { ServiceName = "", SupportedRegions = ["us-east-1"] }),
            Undetermined, "The Region of this network has not been recorded."),

        new("a service that names its region, in a network that does not",
            net => Allowing(net.Region(null), s => s with { SupportedRegions = ["eu-west-1"] }), Compliant),

        new("an account, and nobody knows whose network it is", net => Allowing(net.OfNobodyKnown(), "111111111111"),
            Undetermined, "The AccountId of this network has not been recorded."),

        new("everybody, and nobody knows whose network it is", net => Allowing(net.OfNobodyKnown(), "111111111111", "*"),
            NonCompliant, "The service lets everybody (*) ask to connect."),

        new("a service that is being deleted", net => Allowing(net, s => s with { State = EndpointServiceState.Deleting, AllowedPrincipals = [new("*")] }),
            NotApplicable, "The service takes no connections any more."),

        new("a service that is gone", net => Allowing(net, s => s with { State = EndpointServiceState.Deleted, AllowedPrincipals = [new("*")] }),
            NotApplicable, "The service takes no connections any more."),

        new("a service that failed", net => Allowing(net, s => s with { State = EndpointServiceState.Failed, AllowedPrincipals = [new("*")] }),
            NotApplicable, "The service takes no connections any more."),

        new("everybody, in a state from a later day", net => Allowing(net, s => s with { State = EndpointServiceState.Unknown, AllowedPrincipals = [new("*")] }),
            NonCompliant, "The service lets everybody (*) ask to connect."),

        new("principals not recorded", net => Allowing(net, s => s with { AllowedPrincipals = null }),
            Undetermined, "The AllowedPrincipals of vpce-svc-1 have not been recorded."),
    ];

    private static NetworkBuilder Allowing(NetworkBuilder net, params string[] principals) => Allowing(
        net, service => service with { AllowedPrincipals = principals.Select(principal => new AllowedPrincipal(principal)).ToImmutableArray() });

    private static NetworkBuilder Allowing(NetworkBuilder net, Func<EndpointService, EndpointService> change) => net.Service(
        "vpce-svc-1",
        service => change(service with { ServiceName = "com.amazonaws.vpce.eu-west-1.vpce-svc-1", AllowedPrincipals = [] }));
}
