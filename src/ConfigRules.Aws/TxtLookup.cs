using System.Net;
using DnsClient;

namespace ConfigRules.Aws;

/// <summary>Asks for the texts that DNS has at a name, which no API of AWS tells.</summary>
/// <param name="servers">Those that the machine has, unless a test has its own; where there are none, nobody is asked.</param>
internal sealed class TxtLookup(Func<IEnumerable<IPEndPoint>> servers)
{
    private readonly Lazy<LookupClient?> _client = new(() => servers().ToArray() is [_, ..] some
        ? new(new LookupClientOptions(some) { UseCache = false, Timeout = TimeSpan.FromSeconds(3), Retries = 1 })
        : null);

    /// <summary>Without those of strangers, which the library asks where the machine has none.</summary>
    public static IEnumerable<IPEndPoint> OfThisMachine() => NameServer.ResolveNameServers(skipIPv6SiteLocal: true, fallbackToGooglePublicDns: false)
        .Select(server => new IPEndPoint(IPAddress.Parse(server.Address), server.Port));

    /// <summary>None of a name that does not exist; null where no server answers, or one answers that it cannot say.</summary>
#pragma warning disable CA1031 // The library throws what it likes about names and answers, and no run fails for want of a remark.
    public async Task<IReadOnlyList<string>?> AskAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            if (_client.Value is not { } client)
                return null;
            var answer = await client.QueryAsync(name, QueryType.TXT, cancellationToken: cancellationToken);
            return answer.Header.ResponseCode is DnsHeaderResponseCode.NoError or DnsHeaderResponseCode.NotExistentDomain
                // A text of more than 255 characters comes in pieces.
                ? [.. answer.Answers.TxtRecords().Select(record => string.Concat(record.Text))]
                : null;
        }
        catch (Exception)
        {
            return null;
        }
    }
#pragma warning restore CA1031
}
