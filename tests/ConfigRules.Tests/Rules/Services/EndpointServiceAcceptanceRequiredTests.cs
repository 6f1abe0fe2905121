using System.Collections.Immutable;
using ConfigRules.Model;
using ConfigRules.Rules.Services;
using ConfigRules.Tests.Support;
using static ConfigRules.Engine.Compliance;

namespace ConfigRules.Tests.Rules.Services;

public sealed class EndpointServiceAcceptanceRequiredTests
    : RuleTests<EndpointServiceAcceptanceRequired, EndpointServiceAcceptanceRequiredTests>, IRuleScenarios
{
    private const string Unit = "arn:aws:organizations::222222222222:ou/o-abcdefghij/ou-1234";

    private static readonly (string, string)[] Auto = [("allowAutoAcceptWhenPrincipalsTrusted", "true"), ("trustedAccountIds", "222222222222")];

    public static IEnumerable<Scenario> Scenarios { get; } =
    [
        new("acceptance on", net => net.Service("vpce-svc-1"), Compliant),

        new("acceptance not told, which is how EC2 begins: on", net => net.Service("vpce-svc-1", service => new(service.Id)), Compliant),

        new("a service of another provider that the account can see is nobody's business here",
            net => net.Service("vpce-svc-1").Offers("com.amazonaws.vpce.eu-west-1.vpce-svc-2", s => s with { Provider = "222222222222", AcceptanceRequired = false }),
            Compliant),

        new("acceptance off", net => net.Service("vpce-svc-1", s => s with { AcceptanceRequired = false }),
            NonCompliant, "Acceptance is off: every allowed principal connects without being asked for."),

        new("a service that is being deleted",
            net => net.Service("vpce-svc-1", s => s with { AcceptanceRequired = false, State = EndpointServiceState.Deleting }),
            NotApplicable, "The service takes no connections any more."),

        new("a service that failed",
            net => net.Service("vpce-svc-1", s => s with { AcceptanceRequired = false, State = EndpointServiceState.Failed }),
            NotApplicable, "The service takes no connections any more."),

        new("acceptance off, in a state from a later day",
            net => net.Service("vpce-svc-1", s => s with { AcceptanceRequired = false, State = EndpointServiceState.Unknown }),
            NonCompliant, "Acceptance is off: every allowed principal connects without being asked for."),

        new("a service that makes its own endpoints",
            net => net.Service("vpce-svc-1", s => s with { AcceptanceRequired = false, ManagesVpcEndpoints = true }),
            NotApplicable, "The service makes its endpoints itself, so nobody asks for a connection."),

        new("off, one principal of the own account, which may be", net => net.Service("vpce-svc-1", Open("arn:aws:iam::111111111111:root")),
            Compliant) { With = Auto },

        new("off, principals of trusted accounts, which may be",
            net => net.Service("vpce-svc-1", Open("arn:aws:iam::222222222222:role/Client", "222222222222")), Compliant) { With = Auto },

        new("off, an untrusted principal first and a trusted one last",
            net => net.Service("vpce-svc-1", Open("arn:aws:iam::333333333333:root", "222222222222")),
            NonCompliant, "Acceptance is off, and arn:aws:iam::333333333333:root may connect.") { With = Auto },

        new("off, a trusted principal first and an untrusted one last",
            net => net.Service("vpce-svc-1", Open("222222222222", "arn:aws:iam::333333333333:root")),
            NonCompliant, "Acceptance is off, and arn:aws:iam::333333333333:root may connect.") { With = Auto },

        new("off, everybody", net => net.Service("vpce-svc-1", Open("*")),
            NonCompliant, "Acceptance is off, and everybody (*) may connect.") { With = Auto },

        new("off, an account in another partition's form", net => net.Service("vpce-svc-1", Open("arn:aws-us-gov:iam::222222222222:user/ci")),
            Compliant) { With = Auto },

        new("off, an account id that holds the own one", net => net.Service("vpce-svc-1", Open("arn:aws:iam::1111111111110:root")),
            NonCompliant, "Acceptance is off, and arn:aws:iam::1111111111110:root may connect.") { With = Auto },

        new("off, a service of AWS", net => net.Service("vpce-svc-1", Open("quicksight.amazonaws.com")),
            NonCompliant, "Acceptance is off, and quicksight.amazonaws.com may connect.") { With = Auto },

        new("off, more principals than a reason holds",
            net => net.Service("vpce-svc-1", Open([.. Enumerable.Range(1, 5).Select(number => $"arn:aws:iam::33333333333{number}:role/service-role/a-role-with-a-name-of-all-but-the-sixty-four-letters-it-may-have")])),
            NonCompliant, "Acceptance is off, and arn:aws:iam::333333333331:role/service-role/a-role-with-a-name-of-all-but-the-sixty-four-letters-it-may-have and 4 more may connect.")
        {
            With = Auto,
        },

        new("off, one principal, and nobody knows whose network it is",
            net => net.OfNobodyKnown().Service("vpce-svc-1", Open("arn:aws:iam::111111111111:root")),
            Undetermined, "The AccountId of this network has not been recorded.") { With = Auto },

        new("off, everybody, and nobody knows whose network it is", net => net.OfNobodyKnown().Service("vpce-svc-1", Open("*", "111111111111")),
            NonCompliant, "Acceptance is off, and everybody (*) may connect.") { With = Auto },

        new("off, an account id that only begins like the trusted one", net => net.Service("vpce-svc-1", Open("22222222222")),
            NonCompliant, "Acceptance is off, and 22222222222 may connect.") { With = Auto },

        new("off, a unit of the organization that the account is in", net => net.Organization("o-abcdefghij").Service("vpce-svc-1", Open(Unit)), Compliant)
        {
            With = Auto,
        },

        new("off, a unit of another organization than the account's", net => net.Organization("o-zzzzzzzzzz").Service("vpce-svc-1", Open(Unit)),
            NonCompliant, "Acceptance is off, and arn:aws:organizations::222222222222:ou/o-abcdefghij/ou-1234 may connect.") { With = Auto },

        new("off, a unit of an organization, and the account is in none", net => net.Organization(null).Service("vpce-svc-1", Open(Unit)),
            NonCompliant, "Acceptance is off, and arn:aws:organizations::222222222222:ou/o-abcdefghij/ou-1234 may connect.") { With = Auto },

        new("off, a unit of an organization, and which one the account is in has not been recorded", net => net.Service("vpce-svc-1", Open(Unit)),
            Undetermined, "Whether o-abcdefghij is the account's own organization has not been recorded.") { With = Auto },

        new("off, a unit of a trusted organization", net => net.Service("vpce-svc-1", Open(Unit)), Compliant) { With = [.. Auto, ("trustedOrgIds", "o-abcdefghij")] },

        new("off, a unit of the account's own organization, and another one is trusted", net => net.Organization("o-abcdefghij").Service("vpce-svc-1", Open(Unit)),
            NonCompliant, "Acceptance is off, and arn:aws:organizations::222222222222:ou/o-abcdefghij/ou-1234 may connect.")
        {
            With = [.. Auto, ("trustedOrgIds", "o-zzzzzzzzzz")],
        },

        new("off, a service of AWS that may be allowed", net => net.Service("vpce-svc-1", Open("quicksight.amazonaws.com")), Compliant)
        {
            With = [.. Auto, ("allowedServicePrincipals", "quicksight.amazonaws.com")],
        },

        new("off, nobody allowed", net => net.Service("vpce-svc-1", Open()),
            NonCompliant, "Acceptance is off, and no allowed principals show whom that would concern.") { With = Auto },

        new("off, principals not recorded", net => net.Service("vpce-svc-1", s => s with { AcceptanceRequired = false }),
            Undetermined, "The AllowedPrincipals of vpce-svc-1 have not been recorded.") { With = Auto },
    ];

    private static Func<EndpointService, EndpointService> Open(params string[] principals) => service => service with
    {
        AcceptanceRequired = false,
        AllowedPrincipals = principals.Select(principal => new AllowedPrincipal(principal)).ToImmutableArray(),
    };
}
