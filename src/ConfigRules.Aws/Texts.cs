using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using ConfigRules.Model;

namespace ConfigRules.Aws;

/// <summary>
/// The texts of one list, each kept once however often EC2 says it: policies, names, VPCs and subnets recur by the thousand.
/// </summary>
internal sealed class Texts
{
    private readonly HashSet<string> _known = [];
    private readonly Dictionary<string, ServiceName> _services = [];

    [return: NotNullIfNotNull(nameof(text))]
    public string? Same(string? text)
    {
        if (text is null)
            return null;
        if (_known.TryGetValue(text, out var known))
            return known;
        _known.Add(text);
        return text;
    }

    public ImmutableArray<string> Same<T>(List<T>? items, Func<T, string> text)
    {
        if (items is null or [])
            return [];
        var texts = new string[items.Count];
        for (var index = 0; index < texts.Length; index++)
            texts[index] = Same(text(items[index]));
        return ImmutableCollectionsMarshal.AsImmutableArray(texts);
    }

    public ServiceName Service(string name)
    {
        if (!_services.TryGetValue(name, out var service))
            _services[name] = service = ServiceName.Parse(name);
        return service;
    }
}
