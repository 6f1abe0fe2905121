using System.Collections.Immutable;
using System.Globalization;
using ConfigRules.Engine;
using ConfigRules.Model;
using ConfigRules.Paths;

namespace ConfigRules.Rules.Reachability;

/// <summary>On which TCP port an endpoint's service listens; the rules about packets to endpoints agree on it.</summary>
/// <remarks>
/// https://docs.aws.amazon.com/ses/latest/dg/send-email-set-up-vpc-endpoints.html
/// https://docs.aws.amazon.com/keyspaces/latest/devguide/vpc-endpoints.html
/// </remarks>
internal static class EndpointPorts
{
    public static readonly IntegerParameter Port = new("port", "The TCP port of services that have no other.", 443, 1, 65_535);

    public static readonly ListParameter ServicePorts = new(
        "servicePorts",
        "Services with another port, as service=port: vpce-svc-0123=8443. Those of the default keep theirs unless it is given. An "
            + "endpoint service of another provider is judged only if it is named here, since nobody can see its listeners.",
        IsServicePort, "service=port separated by commas",
        string.Join(',', Intent.OtherPorts.Select(other => string.Create(CultureInfo.InvariantCulture, $"{other.Service}={other.Port}"))));

    public static ImmutableArray<Parameter> Parameters => [Port, ServicePorts];

    /// <summary>Null where nobody can know.</summary>
    public static int? Of(ServiceName service, Parameters parameters)
    {
        var named = parameters.Get(ServicePorts).Concat(ServicePorts.Read(ServicePorts.Default))
            .Select(pair => pair.Split('=', 2)).FirstOrDefault(pair => pair[0] == service.Service);
        return named is [_, var port] ? int.Parse(port, CultureInfo.InvariantCulture)
            : service.IsProvided ? null
            : parameters.Get(Port);
    }

    public static string Unknown(ServiceName service) =>
        $"Which port {service.Service} listens on is not known; servicePorts can name it.";

    private static bool IsServicePort(string text) =>
        text.Split('=', 2) is [{ Length: > 0 }, var port]
        && int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= 65_535;
}
