using ConfigRules.Aws;
using ConfigRules.Engine;
using ConfigRules.Model;

namespace ConfigRules.Lambda;

/// <summary>The smallest part of the region that a changed resource can have touched.</summary>
internal static class Scopes
{
    /// <summary>
    /// By what the item says; where it says nothing (deleted, or too large for an event), by what AWS Config recorded until
    /// then; where that says nothing either, the region: too much is judged rather than too little.
    /// </summary>
    public static async Task<Scope> OfAsync(ConfigItem item, IAccount account, CancellationToken cancellationToken)
    {
        if (item.Type is ResourceType.EndpointService)
            return new Scope.OfEndpointServices([item.Id]);
        if (item.Type is ResourceType.Vpc)
            return new Scope.OfVpcs([item.Id]);
        if (item.VpcIds is [_, ..])
            return new Scope.OfVpcs(item.VpcIds);

        var recorded = await account.FindConfigurationAsync(item.Type, item.Id, item.CapturedAt, cancellationToken);
        return recorded is not null && ConfigEventReader.VpcIdsOf(recorded) is [_, ..] vpcs
            ? new Scope.OfVpcs(vpcs)
            : Scope.Region;
    }

    /// <summary>As logs put it: "region", or ids separated by blanks.</summary>
    public static string Describe(Scope scope) => scope switch
    {
        Scope.OfVpcs vpcs => string.Join(' ', vpcs.Ids),
        Scope.OfEndpointServices services => string.Join(' ', services.Ids),
        _ => "region",
    };
}
