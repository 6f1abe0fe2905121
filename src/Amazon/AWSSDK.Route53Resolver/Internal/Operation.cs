using System.Text.Json;
using Amazon.Runtime;
using Amazon.Shared;

namespace Amazon.Route53Resolver.Internal;

/// <param name="name">As the resolver names it.</param>
/// <param name="write">Writes the members of a request.</param>
/// <param name="read">Makes a response of the answer's object.</param>
internal sealed class Operation<TRequest, TResponse>(string name, Action<Utf8JsonWriter, TRequest> write, Func<JsonElement, TResponse> read)
    : JsonOperation<TRequest, TResponse>("Amazon.Route53Resolver", $"Route53Resolver.{name}", write, read, Error, [])
    where TRequest : AmazonRoute53ResolverRequest
    where TResponse : AmazonWebServiceResponse
{
    private static readonly MakeException Error = (error, inner, status) =>
        new AmazonRoute53ResolverException(error.Message, inner, error.Type, error.Code, error.RequestId, status);
}
