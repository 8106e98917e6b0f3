# Reference cases with harder edges for designs and estimates: two stages with unequal clusters, weights from tiny to huge, single-unit strata,
# groups without an answer, shares of 0 and 1, several calibration steps, bounds on weights.
#   Rscript D52-edges.R     writes expected/D52-edges.json and data/D51-*.csv (made with R 4.2.2 and survey 4.1-1)
suppressPackageStartupMessages(library(survey))
set.seed(20261123)

number <- function(x) ifelse(is.nan(x) | is.na(x), '"NaN"', ifelse(is.infinite(x), ifelse(x > 0, '"Inf"', '"-Inf"'), formatC(x, digits = 17, format = "g")))
vec <- function(x) structure(as.vector(x), class = "vec")
json <- function(x) {
  if (is.null(x)) return("null")
  if (is.logical(x)) return(if (x) "true" else "false")
  if (is.matrix(x)) return(paste0("[", paste(apply(x, 1, function(r) json(vec(r))), collapse = ","), "]"))
  if (is.list(x)) {
    parts <- vapply(x, json, "")
    return(if (is.null(names(x))) paste0("[", paste(parts, collapse = ","), "]")
           else paste0("{", paste0('"', names(x), '":', parts, collapse = ","), "}"))
  }
  text <- if (is.character(x)) paste0('"', x, '"') else number(unclass(x))
  if (inherits(x, "vec") || length(x) != 1) paste0("[", if (length(x)) paste(text, collapse = ","), "]") else text
}

# Data: 4 strata, unequal clusters, second-stage samples; one stratum with one cluster of one (certainty).
rows <- list()
for (h in 1:4) {
  n1 <- c(5, 3, 2, 1)[h]; N1 <- c(40, 3, 9, 1)[h]
  for (c in 1:n1) {
    N2 <- sample(3:12, 1); n2 <- if (c == 1) N2 else max(2, sample(2:N2, 1))
    for (i in 1:n2) rows[[length(rows) + 1]] <- data.frame(h = paste0("h", h), c1 = 10 * h + c, c2 = i, N1 = N1, N2 = N2, w = N1 / n1 * N2 / n2)
  }
}
d <- do.call(rbind, rows)
n <- nrow(d)
d$g <- sample(c("a", "b", "c"), n, TRUE); d$g[d$h == "h4"] <- "a"
d$k <- sample(c("p", "q"), n, TRUE)
d$y <- round(50 + 10 * rnorm(n) + 3 * (d$g == "b"), 3); d$x <- round(runif(n, 1, 9), 3)
d$t <- as.numeric(runif(n) < 0.7); d$y[runif(n) < 0.1] <- NA
d$never <- ifelse(d$g == "c", NA, 0); d$always <- 1
d$z <- ifelse(d$g == "b", NA, d$y); d$huge <- d$w * 10^runif(n, -6, 6)
d$dom_b <- as.numeric(d$g == "b"); d$dom_h12 <- as.numeric(d$h %in% c("h1", "h2"))
write.csv(d, "data/D52-edges.csv", row.names = FALSE, quote = FALSE, na = "")

type <- function(v) if (is.character(d[[v]])) list(type = "category", levels = vec(sort(unique(d[[v]]))), file = "data") else list(type = "number", file = "data")
designs <- list(); objects <- list(); cases <- list()
design <- function(name, object, clusters = character(0), weights = "w", fpc = character(0), strata = "h", calibration = list(), lonely = "remove", replicates = NULL, degf_ = degf(object)) {
  objects[[name]] <<- object
  designs[[name]] <<- list(data = "data/D52-edges.csv", vars = NULL, strata = strata, clusters = vec(clusters), weights = weights, fpc = vec(fpc), fpc_kind = "population",
    nest = TRUE, lonely = lonely, adjust_domain_lonely = FALSE, domain = NULL, replicates = replicates, calibration = calibration,
    expected = list(n = n, degf = degf_, sum_weights = sum(weights(object, "sampling"))))
}
# What R itself stops at (a missing value in the residuals of a calibration) is left out.
add <- function(name, design, statistic, expected, rtol = 1e-8) {
  if (inherits(try(force(expected), silent = TRUE), "try-error")) cat("left out:", design, name, "\n")
  else cases[[length(cases) + 1]] <<- list(case = paste(design, name), design = design, statistic = statistic, expected = expected, rtol = rtol, atol = 1e-12)
}
options(survey.lonely.psu = "remove")

two <- svydesign(ids = ~c1 + c2, strata = ~h, weights = ~w, fpc = ~N1 + N2, data = d, nest = TRUE)
one <- svydesign(ids = ~c1, strata = ~h, weights = ~w, fpc = ~N1, data = d, nest = TRUE)
nof <- svydesign(ids = ~c1, strata = ~h, weights = ~w, data = d, nest = TRUE)
ele <- svydesign(ids = ~1, strata = ~h, weights = ~huge, data = d)
design("two", two, c("c1", "c2"), fpc = c("N1", "N2"))
design("one", one, "c1", fpc = "N1")
design("nof", nof, "c1")
design("ele", ele, weights = "huge")

cell <- function(v, total) list(columns = vec(v), totals = unname(lapply(seq_along(total), function(i) list(levels = vec(names(total)[i]), total = total[[i]]))))
size <- round(sum(d$w)); tg <- tapply(d$w, d$g, sum) * c(1.08, 0.94, 0.97); tg <- c(round(tg[1:2]), c = size - sum(round(tg[1:2]))); tx <- round(sum(d$w * d$x) * 1.02)
frame <- function(t, v) setNames(data.frame(names(t), as.numeric(t)), c(v, "Freq"))
ps <- postStratify(two, ~g, frame(tg, "g"))
design("ps", ps, c("c1", "c2"), fpc = c("N1", "N2"), calibration = list(c(list(method = "poststratify", partial = FALSE), cell("g", tg))))
aux <- list(list(constant = TRUE, total = size), list(column = "g", level = "b", total = tg[[2]]), list(column = "g", level = "c", total = tg[[3]]), list(column = "x", total = tx))
step <- function(method, bounds = NULL, on = "ratio", variance = NULL, trim = NULL) list(method = method, margins = NULL, auxiliaries = aux, bounds = if (is.null(bounds)) NULL else vec(bounds),
  bounds_on = on, variance_column = variance, trim = if (is.null(trim)) NULL else vec(trim), epsilon = 1e-12, maxit = 500)
pop <- c(`(Intercept)` = size, gb = tg[[2]], gc = tg[[3]], x = tx)
cal <- function(name, object, ...) design(name, object, "c1", fpc = "N1", calibration = list(step(...)))
cal("lin", calibrate(one, ~g + x, pop), "linear")
cal("var", calibrate(one, ~g + x, pop, variance = d$x), "linear", variance = "x")
cal("rak", calibrate(one, ~g + x, pop, calfun = "raking", epsilon = 1e-13, maxit = 500), "raking")
cal("log", calibrate(one, ~g + x, pop, calfun = "logit", bounds = c(0.3, 3), epsilon = 1e-13, maxit = 500), "logit", bounds = c(0.3, 3))
cal("tru", calibrate(one, ~g + x, pop, calfun = "linear", bounds = c(0.55, 1.6), epsilon = 1e-13, maxit = 500), "trunclin", bounds = c(0.55, 1.6))
both <- calibrate(ps, ~g + x, pop)
design("both", both, c("c1", "c2"), fpc = c("N1", "N2"), calibration = list(c(list(method = "poststratify", partial = FALSE), cell("g", tg)), step("linear")))
trimmed <- trimWeights(calibrate(one, ~g + x, pop), lower = 1.2, upper = 9, strict = FALSE)
design("trm", trimmed, "c1", fpc = "N1", calibration = list(step("linear"), list(method = "trim", lower = 1.2, upper = 9, strict = FALSE)))
options(survey.lonely.psu = "fail")
jkd <- svydesign(ids = ~c1, strata = ~h, weights = ~w, fpc = ~N1, data = d, nest = TRUE)
jkn <- as.svrepdesign(jkd, type = "JKn")
replicates <- list(type = "JKn", weights_file = NULL, combined_weights = TRUE, count = ncol(weights(jkn, "analysis")), scale = NULL, rscales = NULL, mse = FALSE, rho = NULL)
design("jkn", jkn, "c1", fpc = "N1", replicates = replicates, lonely = "fail")
options(survey.lonely.psu = "remove")

common <- function(e, o) { v <- vcov(e); list(estimate = vec(coef(e)), se = vec(sqrt(diag(as.matrix(v)))), vcov = as.matrix(v), degf_of_design = degf(o)) }
for (name in names(objects)) {
  o <- objects[[name]]
  add("mean", name, list(kind = "mean", columns = vec(c("y", "x")), na_rm = TRUE, deff = "none"), common(svymean(~y + x, o, na.rm = TRUE), o))
  add("mean missing", name, list(kind = "mean", columns = vec("z"), na_rm = FALSE, deff = "none"), list(estimate = vec(NaN), se = vec(NaN), degf_of_design = degf(o)))
  add("total", name, list(kind = "total", columns = vec(c("x", "t")), na_rm = TRUE, deff = "none"), common(svytotal(~x + t, o), o))
  add("total in domain", name, list(kind = "total", columns = vec("x"), na_rm = TRUE, deff = "none", domain = "dom_b"), common(svytotal(~x, subset(o, dom_b == 1)), o))
  add("ratio", name, list(kind = "ratio", numerator = "t", denominator = "x", na_rm = TRUE, deff = "none"), { r <- svyratio(~t, ~x, o); list(estimate = vec(coef(r)), se = vec(SE(r)), degf_of_design = degf(o)) })
  add("variance", name, list(kind = "variance", column = "x", na_rm = TRUE), { v <- svyvar(~x, o); list(estimate = vec(v[1]), se = vec(SE(v)), degf_of_design = degf(o)) })
  add("always", name, list(kind = "mean", columns = vec("always"), na_rm = TRUE, deff = "none"), list(estimate = vec(1), se = vec(0), degf_of_design = degf(o)))
  add("never", name, list(kind = "mean", columns = vec("never"), na_rm = TRUE, deff = "none"), list(estimate = vec(0), se = vec(0), degf_of_design = degf(o)))
  by <- svyby(~x, ~g, o, svymean)
  add("by", name, list(kind = "by", of = "mean", columns = vec("x"), by = vec("g"), na_rm = TRUE, deff = "none"), list(groups = list(list(g = "a"), list(g = "b"), list(g = "c")), estimate = vec(coef(by)), se = vec(SE(by)), degf_of_design = degf(o)))
  bn <- svyby(~t, ~g, subset(o, g != "b"), svymean)
  if (name != "ps") add("by without an answer", name, list(kind = "by", of = "mean", columns = vec("z"), by = vec("g"), na_rm = TRUE, deff = "none"),
    { bz <- svyby(~z, ~g, subset(o, !is.na(z)), svymean); list(groups = list(list(g = "a"), list(g = "b"), list(g = "c")), estimate = vec(c(coef(bz)[1], NaN, coef(bz)[2])), se = vec(c(SE(bz)[1], NaN, SE(bz)[2])), degf_of_design = degf(o)) })
  add("levels", name, list(kind = "proportion_levels", column = "g", levels = vec(c("a", "b", "c")), na_rm = TRUE, deff = "none"), common(svymean(~g, o), o))
  add("degf in domain", name, list(kind = "degf", domain = "dom_h12"), list(degf = degf(subset(o, dom_h12 == 1))))
  for (m in c("xlogit", "asin", "beta", "mean")) {
    p <- svyciprop(~t, o, method = m)
    add(paste("interval", m), name, list(kind = "ci_proportion", column = "t", method = m, level = 0.95, df = "degf", na_rm = FALSE), list(estimate = coef(p)[[1]], se = SE(p)[[1]], ci_lower = attr(p, "ci")[[1]], ci_upper = attr(p, "ci")[[2]]))
  }
  for (s in c("F", "Chisq", "Wald", "adjWald")) {
    q <- suppressWarnings(svychisq(~g + k, o, statistic = s))
    add(paste("table", s), name, list(kind = "chisq", rows = "g", columns = "k", statistic = s),
      if (s == "Chisq") list(X2_uncorrected = q$statistic[[1]], df = q$parameter[[1]], p_value = q$p.value[[1]])
      else list(F = q$statistic[[1]], ndf = q$parameter[[1]], ddf = q$parameter[[2]], p_value = q$p.value[[1]]), 1e-7)
  }
  model <- list(list(name = "(Intercept)", product = list()), list(name = "x", product = list(list(column = "x"))), list(name = "gb", product = list(list(column = "g", level = "b"))), list(name = "gc", product = list(list(column = "g", level = "c"))))
  fit <- try(svyglm(x ~ t + g, o), silent = TRUE)
  if (inherits(fit, "try-error")) next
  model[[2]] <- list(name = "t", product = list(list(column = "t")))
  s <- summary(fit)$coefficients
  add("regression", name, list(kind = "glm", y = "x", x = model, family = "gaussian", link = "identity", epsilon = 1e-8, maxit = 25),
    list(coef = vec(coef(fit)), se = vec(SE(fit)), t = vec(s[, 3]), p_value = vec(s[, 4]), vcov = unname(as.matrix(vcov(fit))), df_residual = fit$df.residual,
      ci95 = list(lower = vec(coef(fit) - qt(.975, fit$df.residual) * SE(fit)), upper = vec(coef(fit) + qt(.975, fit$df.residual) * SE(fit)))), 1e-7)
}
variables <- setNames(list(setNames(lapply(names(d), type), names(d))), "data/D52-edges.csv")
writeLines(json(list(schema = "stat-fixture/2", id = "D52-edges", title = "two stages, unequal clusters, tiny and huge weights, single-unit strata, silent groups, calibration in steps",
  tool = "R 4.2.2, survey 4.1-1", data = setNames(list(list(rows = n, vars = NULL)), "data/D52-edges.csv"), variables = variables, designs = designs, cases = cases)), "expected/D52-edges.json")
cat(length(cases), "cases\n")
