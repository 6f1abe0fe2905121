using System.Collections.Immutable;
using ConfigRules.Engine;
using ConfigRules.Model;
using static ConfigRules.Engine.Verdict;

namespace ConfigRules.Rules.Presence;

/// <summary>
/// A control of AWS Security Hub that asks every VPC for an endpoint to a service: in whatever state and of whatever type it is, and
/// whatever else is in the VPC.
/// </summary>
/// <remarks>
/// https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html
/// https://docs.aws.amazon.com/config/latest/developerguide/service-vpc-endpoint-enabled.html
/// https://docs.aws.amazon.com/config/latest/developerguide/vpc-endpoint-enabled.html
/// </remarks>
/// <param name="Id">"EC2.55".</param>
/// <param name="Service">The service, as endpoints' names have it: "ecr.api".</param>
/// <param name="TakesFips">Whether the managed rule behind it takes an endpoint to the FIPS variant too.</param>
internal sealed record SecurityHubControl(string Id, string Service, bool TakesFips)
{
    /// <summary>In the order of ids.</summary>
    public static ImmutableArray<SecurityHubControl> All { get; } =
    [
        new("EC2.10", "ec2", TakesFips: false),
        new("EC2.55", "ecr.api", TakesFips: true),
        new("EC2.56", "ecr.dkr", TakesFips: true),
        new("EC2.57", "ssm", TakesFips: true),
        new("EC2.58", "ssm-contacts", TakesFips: true),
        new("EC2.60", "ssm-incidents", TakesFips: true),
    ];

    public static readonly ChoiceParameter ParityMode = new(
        "parityMode",
        "The control of AWS Security Hub whose verdict to give in place of one's own: any endpoint to its service will do, in whatever "
            + "state and of whatever type, and every VPC needs it, whatever is in it.",
        "off", ["off", .. All.Select(control => control.Id)]);

    /// <summary>Null where no such control asks for an endpoint.</summary>
    public static SecurityHubControl? Find(string id) => All.FirstOrDefault(control => control.Id == id);

    /// <summary>The one whose verdict somebody wants; null where that is none's.</summary>
    public static SecurityHubControl? ChosenBy(Parameters parameters) => Find(parameters.Get(ParityMode));

    /// <summary>What the control would say of the VPC.</summary>
    public Verdict Judge(Vpc vpc, Network network) =>
        network.EndpointsTo(Service, vpc.Id).Any(endpoint => TakesFips || !endpoint.Service.IsFips)
            ? Compliant()
            : NonCompliant($"It has no endpoint to {Service}, which {Id} asks for.");
}
