using System.Collections.Immutable;
using System.Globalization;
using ConfigRules.Paths;

namespace ConfigRules.Reports.Drawings;

/// <summary>
/// A trace as boxes and arrows: the sender, the name, each way with its tables, gateways and endpoints, the service, and what
/// its clients need besides. Every format draws the same boxes at the same places.
/// </summary>
/// <param name="Title">"Before: subnet-1 to s3".</param>
/// <param name="Verdict">Of the whole.</param>
/// <param name="Nodes">From left to right, way by way.</param>
/// <param name="Edges">In the order of packets.</param>
public sealed record PathDrawing(string Title, PathVerdict Verdict, ImmutableArray<DrawnNode> Nodes, ImmutableArray<DrawnEdge> Edges)
{
    public static PathDrawing Of(string title, Trace trace) => new Builder(title, trace).Build();

    private sealed class Builder(string title, Trace trace)
    {
        private readonly ImmutableArray<DrawnNode>.Builder _nodes = ImmutableArray.CreateBuilder<DrawnNode>();
        private readonly ImmutableArray<DrawnEdge>.Builder _edges = ImmutableArray.CreateBuilder<DrawnEdge>();

        public PathDrawing Build()
        {
            LegGroup[] legs = [.. LegGroup.Of(trace.Legs)];
            Stop[][] ways = [.. legs.Select(leg => StopsOf(leg).ToArray())];
            var rows = Math.Max(1, Math.Max(legs.Length, trace.Dependencies.Length));
            var middle = (rows - 1) / 2.0;
            var columns = ways.Select(way => way.Length).DefaultIfEmpty(0).Max();

            var sender = Add(0, middle, new(trace.From.ToString(), [], Tone.Good, trace.From.IsWholeSubnet ? "everybody in the subnet" : trace.From.Subnet.Id));
            var name = Add(1, middle, Stop.Of(trace.To.Name ?? trace.To.Service ?? "", trace.Shared, last: true));
            Connect(sender, name, Tone.Good, "asks for");
            var service = Add(2 + columns, middle, new(trace.To.Service ?? trace.To.Name ?? "", [], Tones.Of(trace.OwnVerdict),
                string.Create(CultureInfo.InvariantCulture, $"TCP {trace.To.Port}: {trace.OwnVerdict.Word()}")));

            if (legs is [])
                Connect(name, service, Tones.Of(trace.OwnVerdict), "");
            for (var i = 0; i < legs.Length; i++)
            {
                var row = middle + i - ((legs.Length - 1) / 2.0);
                var (from, isStopped) = (name, false);
                for (var column = 0; column < ways[i].Length; column++)
                {
                    var next = Add(2 + column, row, ways[i][column]);
                    Connect(from, next, isStopped ? Tone.Blocked : Tones.Of(legs[i].Verdict), column is 0 ? $"to {legs[i].To}" : "", isStopped);
                    isStopped |= ways[i][column].Tone is Tone.Blocked;
                    from = next;
                }
                Connect(from, service, Tones.Of(legs[i].Verdict), ways[i] is [] ? $"to {legs[i].To}" : "", isStopped);
            }
            for (var i = 0; i < trace.Dependencies.Length; i++)
            {
                var (dependency, row) = (trace.Dependencies[i], middle + i - ((trace.Dependencies.Length - 1) / 2.0));
                var needed = Add(3 + columns, row, Stop.Of(dependency.Trace.To.Service ?? "", [dependency.Hop], last: true));
                Connect(service, needed, Tones.Of(dependency.Hop), dependency.IsOptional ? "may need" : "needs", isDashed: true);
            }
            return new(title, trace.Verdict, _nodes.ToImmutable(), _edges.ToImmutable());
        }

        private DrawnNode Add(int column, double row, Stop stop)
        {
            var node = new DrawnNode(_nodes.Count, column, row, stop.Title, stop.Text, [.. stop.Hops.Select(hop => $"{Tones.Word(Tones.Of(hop))}: {hop.Text}")], stop.Tone);
            _nodes.Add(node);
            return node;
        }

        private void Connect(DrawnNode from, DrawnNode to, Tone tone, string label, bool isDashed = false) =>
            _edges.Add(new(from.Id, to.Id, tone, label, isDashed || tone is Tone.Unknown));

        /// <summary>Hops of one resource are one box. Leaving the subnet is a box only where something is wrong with it.</summary>
        private IEnumerable<Stop> StopsOf(LegGroup leg)
        {
            var start = leg.Hops.Where(hop => hop.Stage is Stage.SourceGroup or Stage.SourceAcl).ToImmutableArray();
            var isHeld = Tones.Of(start) > Tone.Note;
            if (isHeld)
                yield return Stop.Of($"out of {trace.From.Subnet.Id}", start);
            var hops = isHeld ? [] : start;
            string? place = null;
            foreach (var hop in leg.Hops.Except(start))
            {
                var here = hop.Stage switch
                {
                    Stage.Route or Stage.Endpoint => hop.ResourceId ?? place ?? TheRoute,
                    _ => place ?? TheRoute,
                };
                if (place is not null && here != place)
                {
                    yield return Stop.Of(place, hops);
                    hops = [];
                }
                place = here;
                hops = hops.Add(hop);
            }
            if (place is not null)
                yield return Stop.Of(place, hops);
            if (leg.Verdict is PathVerdict.PublicViaIgw or PathVerdict.PublicViaNat)
                yield return new("the internet", [], Tone.Public, "past every endpoint");
        }

        private const string TheRoute = "the route";
    }

    /// <summary>A box before it has its place.</summary>
    private sealed record Stop(string Title, ImmutableArray<Hop> Hops, Tone Tone, string Text)
    {
        /// <summary>Its text is the worst that is to be said, or else the first, or the last, of all.</summary>
        public static Stop Of(string title, ImmutableArray<Hop> hops, bool last = false)
        {
            var tone = Tones.Of(hops);
            var told = tone is Tone.Good ? (last ? hops.LastOrDefault() : hops.FirstOrDefault(hop => hop.Stage is Stage.Route or Stage.Endpoint) ?? hops.FirstOrDefault())
                : hops.First(hop => Tones.Of(hop) == tone);
            return new(title, hops, tone, told is null ? "" : tone is Tone.Good ? told.Text : $"{Tones.Word(tone)}: {told.Text}");
        }
    }
}

/// <summary>A box.</summary>
/// <param name="Id">Its place among the boxes.</param>
/// <param name="Column">From the left, beginning with 0.</param>
/// <param name="Row">From above; boxes that belong to several ways stand between them.</param>
/// <param name="Title">A resource, a name or a service.</param>
/// <param name="Text">The one thing to be said of it.</param>
/// <param name="Details">All that is known of it, for whoever asks.</param>
/// <param name="Tone">The worst of that.</param>
public sealed record DrawnNode(int Id, int Column, double Row, string Title, string Text, ImmutableArray<string> Details, Tone Tone);

/// <summary>An arrow; a dashed one is no way that packets are known to take.</summary>
public sealed record DrawnEdge(int From, int To, Tone Tone, string Label, bool IsDashed);
