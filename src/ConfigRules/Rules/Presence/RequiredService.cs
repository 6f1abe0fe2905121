using ConfigRules.Engine;
using ConfigRules.Model;
using ConfigRules.Paths;

namespace ConfigRules.Rules.Presence;

/// <summary>A service to which somebody requires an endpoint, of one type where only that will do.</summary>
/// <param name="Text">As it was asked for: "s3:gateway".</param>
/// <param name="Name">The service, with its variant: "s3", "kms-fips", "vpce-svc-1".</param>
/// <param name="Type">Null where any type will do in which the service comes.</param>
internal sealed record RequiredService(string Text, string Name, EndpointType? Type)
{
    private const string Gateway = ":gateway";
    private const string Interface = ":interface";

    /// <summary>The service whose variant it may be: "kms" of "kms-fips".</summary>
    public string Plain => ServiceName.Plain(Name);

    public bool IsFips => Plain != Name;

    /// <summary>Whether it is an endpoint service, which is in no list of the region's services.</summary>
    public bool IsProvided => Name.StartsWith("vpce-svc-", StringComparison.Ordinal);

    /// <summary>Whether the text is a service, with or without a type. Short names alone: a full one would hold in one region only.</summary>
    public static bool Is(string text)
    {
        var name = Of(text).Name;
        return name is not "" && !name.Contains("amazonaws", StringComparison.Ordinal)
            && name.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character is '.' or '-');
    }

    public static RequiredService Of(string text) =>
        text.EndsWith(Gateway, StringComparison.Ordinal) ? new(text, text[..^Gateway.Length], EndpointType.Gateway)
        : text.EndsWith(Interface, StringComparison.Ordinal) ? new(text, text[..^Interface.Length], EndpointType.Interface)
        : new(text, text, null);

    /// <summary>Whether an endpoint of the type will do.</summary>
    /// <remarks>https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html</remarks>
    public bool Takes(EndpointType type) => Type is { } only ? type == only : type is EndpointType.Interface
        || (type is EndpointType.GatewayLoadBalancer && IsProvided)
        || (type is EndpointType.Gateway && Intent.ComesWithGateways(Name));

    /// <summary>Whether it can be had in the network's region, which a service may offer without its FIPS variant.</summary>
    public bool IsOfferedIn(Network network) => IsProvided || network.Offers(Name);

    /// <summary>Null where the VPC has it, of its own or by a hub; without a clause where nothing like it is there.</summary>
    public ServiceGap? GapOf(Workloads workloads, Network network, Parameters parameters)
    {
        if (network.EndpointsTo(Plain, workloads.Vpc.Id).Any(endpoint => WhyNot(endpoint) is null))
            return null;
        var gap = new ServiceGap(
            Text,
            network.NearestTo(Plain, workloads.Vpc.Id) is { } nearest ? WhyNot(nearest)! : "",
            network.NotUnderstoodTo(Plain, workloads.Vpc.Id) is { } strange ? NotKnown.TypeOrStateOf(strange) : null);
        if (!Takes(EndpointType.Interface))
            return gap;
        var left = gap.Unless(CentralEndpoints.To(Name, workloads.Vpc, workloads.Subnets, network, parameters));
        return !IsFips && parameters.Get(AskedServices.AcceptFips)
            ? left?.OrUnless(CentralEndpoints.ToFipsOf(Name, workloads.Vpc, workloads.Subnets, network, parameters))
            : left;

        string? WhyNot(VpcEndpoint endpoint) => WhyNotMetBy(endpoint, network, parameters.Get(AskedServices.AcceptFips));
    }

    /// <summary>Why an endpoint to the service, or to the same one of another region, does not meet it; null where it does.</summary>
    /// <param name="endpoint">One to the plain service.</param>
    /// <param name="network">The endpoint's.</param>
    /// <param name="acceptsFips">Whether the FIPS variant will do where the plain service is asked for.</param>
    public string? WhyNotMetBy(VpcEndpoint endpoint, Network network, bool acceptsFips) => endpoint switch
    {
        _ when !network.LeadsTo(Plain, endpoint) => $"{endpoint.Id} leads to {Plain} of {endpoint.Service.Region}",
        { CarriesTraffic: false } => $"{endpoint.Id} to {Plain} is {Words.Of(endpoint.State)}",
        _ when !Takes(endpoint.Type) => $"{endpoint.Id} to {Plain} is of type {endpoint.Type}",
        { Service.IsFips: var isFips } when isFips != IsFips && (IsFips || !acceptsFips) => $"{endpoint.Id} to {Plain} is {(isFips ? "a" : "no")} FIPS endpoint",
        _ => null,
    };
}
